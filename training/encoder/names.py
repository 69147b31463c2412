"""Lessons about names: sentences of the corpora, neighbors joined into stretches like articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from training import corpora, entities
from training.corpora import Marked
from training.encoder.lessons import Lesson
from training.teacher.lessons import tags_of
from worker.nlp.encoder.heads import OUTSIDE, TAGS

_ANY = frozenset(range(len(TAGS)))
_OUTSIDE = frozenset({OUTSIDE})
_NORP, _MISC = (
    frozenset(TAGS.index(f"{side}-{name}") for side in "BI") for name in ("NORP", "MISC")
)
#: Words of a stretch: drawn anew for each, so that lone sentences are read as well as articles.
_SHORTEST, _LONGEST = 1, 120


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus of names; ``strict`` where it marks all our labels as we mean them.

    Elsewhere what is unmarked may be a NORP or a MISC, and what is MISC may be nothing. The last
    ``held_out`` sentences train nothing.
    """

    name: str
    strict: bool = False
    held_out: int = 0


CORPORA = {
    "de": (
        Corpus("de_wikinews", strict=True, held_out=corpora.HELD_OUT),
        Corpus("de_germeval"),
        Corpus("de_mobie"),
    ),
    "en": (
        Corpus("en_gmb_train", strict=True),
        Corpus("en_uner_ewt_train"),
        Corpus("en_wikigold"),
    ),
}


def lessons(folder: Path, language: str, *, seed: int) -> Iterator[Lesson]:
    """All lessons about names of a language; raises CorpusMissingError where a corpus is not there."""
    nlp = spacy.blank(language)
    for corpus in CORPORA[language]:
        marked = list(corpora.marked(folder, corpus.name))
        kept = marked[: len(marked) - corpus.held_out]
        if language == "en":
            kept = list(entities.without_article(kept, ("the ",)))
        yield from joined([lesson(nlp, one, corpus) for one in kept], seed=seed)


def lesson(nlp: Language, sentence: Marked, corpus: Corpus) -> Lesson:
    """One sentence; a name that cuts through a token leaves it open."""
    doc = entities.document(nlp, sentence)
    marked = tags_of(len(doc), [(ent.start, ent.end, ent.label_) for ent in doc.ents])
    tags = tuple(marked[token.i] if token.ent_iob_ else _ANY for token in doc)
    words = [(token.text, bool(token.whitespace_)) for token in doc]
    return Lesson(
        source=corpus.name,
        article="",
        words=tuple(word for word, _ in words),
        spaces=tuple(space for _, space in words),
        tags=tags if corpus.strict else tuple(map(_lenient, tags)),
    )


def _lenient(tag: frozenset[int]) -> frozenset[int]:
    if tag == _OUTSIDE:
        return tag | _NORP | _MISC
    return tag | _OUTSIDE | _NORP if tag <= _MISC else tag


def joined(sentences: Sequence[Lesson], *, seed: int) -> Iterator[Lesson]:
    """Neighboring sentences as stretches of 1 to 120 words, or of one sentence that is longer."""
    chance = np.random.default_rng(seed)
    part: list[Lesson] = []
    limit = int(chance.integers(_SHORTEST, _LONGEST))
    for sentence in sentences:
        if part and sum(len(one.words) for one in (*part, sentence)) > limit:
            yield _one(part)
            part, limit = [], int(chance.integers(_SHORTEST, _LONGEST))
        part.append(sentence)
    if part:
        yield _one(part)


def _one(part: Iterable[Lesson]) -> Lesson:
    parts = list(part)
    spaces = ((*one.spaces[:-1], True) for one in parts)
    return Lesson(
        source=parts[0].source,
        article="",
        words=tuple(chain.from_iterable(one.words for one in parts)),
        spaces=tuple(chain.from_iterable(spaces)),
        tags=tuple(chain.from_iterable(one.tags for one in parts)),
    )
