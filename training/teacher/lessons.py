"""What the teacher learns from: sentences with entities, with a tree, or with both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from worker.nlp.encoder.heads import OUTSIDE, TAGS


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence in words, each with the space behind it.

    ``tags`` has for each word the set of tags that may be right, empty where nothing is known; ``heads``
    and ``relations`` are empty without a tree. A head is a word's number from 1 on, 0 for the root.
    ``weight`` says how much the tree counts.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[frozenset[int], ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """What the teacher sees in a sentence.

    ``entities`` are (first word, word behind the last, label); ``heads`` count from 1 on, 0 for the
    root; ``sure`` has for each word the probability of its likeliest tag.
    """

    entities: tuple[tuple[int, int, str], ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    sure: tuple[float, ...]


def tags_of(
    words: int, entities: Iterable[tuple[int, int, str]], *, also: frozenset[int] = frozenset()
) -> tuple[frozenset[int], ...]:
    """The tags of ``words`` words whose ``entities`` are (first word, word behind the last, label).

    ``also`` may be right too where no entity is: what the corpus does not mark.
    """
    tags = [frozenset({OUTSIDE}) | also] * words
    for start, end, label in entities:
        tags[start] = frozenset({TAGS.index(f"B-{label}")})
        tags[start + 1 : end] = [frozenset({TAGS.index(f"I-{label}")})] * (end - start - 1)
    return tuple(tags)


def batches(
    lengths: Sequence[int], *, pieces: int, chance: np.random.Generator
) -> Iterator[list[int]]:
    """The numbers of all sentences once, in batches of like length and at most ``pieces`` pieces."""
    noisy = np.asarray(lengths) * chance.uniform(0.9, 1.1, len(lengths))
    made: list[list[int]] = []
    batch: list[int] = []
    for at in np.argsort(noisy, kind="stable"):
        if batch and (len(batch) + 1) * max(lengths[at], *(lengths[i] for i in batch)) > pieces:
            made.append(batch)
            batch = []
        batch.append(int(at))
    made.append(batch)
    for number in chance.permutation(len(made)):
        yield made[number]
