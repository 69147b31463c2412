"""Trees as spaCy documents of one to five sentences, with one label set for all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.corpora import Word
from training.teacher.lessons import Label
from worker.evaluation.conllu import COMMON

#: Sentences in a row that make a document, so that the parser learns where one ends.
LONGEST = 5


def label(deprel: str) -> str:
    """The relation that the shipped parsers give for a treebank's ``deprel``."""
    return "ROOT" if deprel == "root" else COMMON.get(deprel, deprel)


def document(vocab: Vocab, sentences: Sequence[Sequence[Word]]) -> Doc:
    """The gold document of these sentences."""
    words = [word for sentence in sentences for word in sentence]
    heads = [start + word.head for start, sentence in _offsets(sentences) for word in sentence]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        lemmas=[word.lemma for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        heads=heads,
        deps=[label(word.deprel) for word in words],
    )


def rehung(sentence: Sequence[Word], label: Label) -> list[Word]:
    """The sentence with the heads and relations that the teacher gives it.

    Where the two disagree about the root, the sentence stays as it is: reports ("…, so der Minister")
    have been set right there by rule.
    """
    own = next(at for at, word in enumerate(sentence) if word.head == at)
    if label.heads[own]:
        return list(sentence)
    return [
        replace(word, head=head - 1 if head else at, deprel=relation)
        for at, (word, head, relation) in enumerate(
            zip(sentence, label.heads, label.relations, strict=True)
        )
    ]


def save(path: Path, sentences: Iterable[Sequence[Word]], *, seed: int) -> None:
    """Write the sentences to ``path`` as documents of one to five, in their order."""
    vocab, store = Vocab(), DocBin()
    for group in groups(sentences, longest=LONGEST, seed=seed):
        store.add(document(vocab, group))
    store.to_disk(path)


def _offsets(sentences: Sequence[Sequence[Word]]) -> Iterator[tuple[int, Sequence[Word]]]:
    start = 0
    for sentence in sentences:
        yield start, sentence
        start += len(sentence)


def groups(
    sentences: Iterable[Sequence[Word]], *, longest: int, seed: int
) -> Iterator[list[Sequence[Word]]]:
    """The sentences in their order, one to ``longest`` at a time."""
    chance = np.random.default_rng(seed)
    rest = iter(sentences)
    while group := list(islice(rest, int(chance.integers(1, longest, endpoint=True)))):
        yield group
