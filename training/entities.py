"""Sentences with entities as spaCy documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from training.corpora import Marked

#: A word of a corpus that marks NORP counts as one when it is marked at least so often, and so mostly.
_SEEN, _SHARE = 3, 0.8


def save(path: Path, docs: Iterable[Doc], *, seed: int) -> None:
    """Write the documents to ``path``, shuffled."""
    made = list(docs)
    order = np.random.default_rng(seed).permutation(len(made))
    DocBin(docs=[made[at] for at in order]).to_disk(path)


def document(nlp: Language, sentence: Marked) -> Doc:
    """The tokenized sentence with its entities; what cuts through a token is left open."""
    return marked(nlp.make_doc(sentence.text), sentence.entities)


def marked(doc: Doc, entities: Iterable[tuple[int, int, str]]) -> Doc:
    """``doc`` with these entities (start, end, label, in code points of its text)."""
    spans: list[Span] = []
    unknown: list[Span] = []
    for start, end, label in entities:
        span = doc.char_span(start, end, label=label)
        wide = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            spans.append(span)
        elif wide is not None:
            unknown.append(wide)
    free = [span for span in unknown if _is_free(span, spans)]
    doc.set_ents(spans, missing=filter_spans(free))
    return doc


def _is_free(span: Span, others: Iterable[Span]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in others)


def words(nlp: Language, sentences: Iterable[Marked]) -> Iterator[tuple[str, bool]]:
    """Each word of the sentences, and whether it is part of a name; NORP are no names here."""
    for sentence in sentences:
        doc = document(nlp, sentence)
        yield from ((token.text, token.ent_type_ not in ("", "NORP")) for token in doc)


def without_article(sentences: Iterable[Marked], articles: tuple[str, ...]) -> Iterator[Marked]:
    """The same sentences, no name beginning with one of the ``articles`` ("the ") but in titles."""
    for sentence in sentences:
        cut = (_without_article(sentence.text, *entity, articles) for entity in sentence.entities)
        yield Marked(sentence.text, tuple(cut))


def _without_article(
    text: str, start: int, end: int, label: str, articles: tuple[str, ...]
) -> tuple[int, int, str]:
    head = text[start:end].lower()
    length = next((len(article) for article in articles if head.startswith(article)), 0)
    return (start if label == "MISC" else start + length), end, label


def inhabitants(sentences: Iterable[Marked]) -> frozenset[str]:
    """The single words that a corpus with NORP marks so nearly always ("Iraqi", "Palestinians")."""
    marked: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for sentence in sentences:
        seen.update(word.strip(".,;:!?\"'()") for word in sentence.text.split())
        marked.update(sentence.text[s:e] for s, e, label in sentence.entities if label == "NORP")
    return frozenset(
        word for word, n in marked.items() if n >= _SEEN and n >= _SHARE * seen[word] > 0
    )


def with_inhabitants(
    nlp: Language, sentences: Iterable[Marked], words: frozenset[str]
) -> Iterator[Marked]:
    """Sentences of a corpus without NORP, with ``words`` marked so where they are no part of a name."""
    for sentence in sentences:
        kept = [entity for entity in sentence.entities if not _is_norp(sentence, entity, words)]
        taken = {at for start, end, _ in kept for at in range(start, end)}
        found = [
            (token.idx, token.idx + len(token), "NORP")
            for token in nlp.make_doc(sentence.text)
            if token.text in words and token.idx not in taken
        ]
        yield Marked(sentence.text, tuple(sorted(kept + found)))


def _is_norp(sentence: Marked, entity: tuple[int, int, str], words: frozenset[str]) -> bool:
    start, end, label = entity
    return label == "MISC" and sentence.text[start:end] in words
