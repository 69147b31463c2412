"""Sentences once more with other names in them, so that the network learns the place of a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from babel import Locale

from training.corpora import Marked

_REPLACED = ("PER", "LOC", "ORG")

Names = Mapping[str, Sequence[str]]


def names(language: str, sentences: Iterable[Marked]) -> Names:
    """Every name that the sentences mark, once, by label; and the countries of the world."""
    found: dict[str, set[str]] = {label: set() for label in _REPLACED}
    for sentence in sentences:
        for start, end, label in sentence.entities:
            if label in found and end - start > 1:
                found[label].add(sentence.text[start:end])
    codes = Locale(language).territories.items()
    found["LOC"].update(name for code, name in codes if code.isalpha())
    return {label: sorted(strings) for label, strings in found.items()}


def renamed(
    sentences: Iterable[Marked], pool: Names, *, share: float, seed: int
) -> Iterator[Marked]:
    """A ``share`` (0 to 1) of the sentences that name something, every name of theirs replaced."""
    chance = np.random.default_rng(seed)
    for sentence in sentences:
        if sentence.entities and chance.random() < share:
            yield _renamed(sentence, pool, chance)


def _renamed(sentence: Marked, pool: Names, chance: np.random.Generator) -> Marked:
    text, entities, done = "", [], 0
    for start, end, label in sorted(sentence.entities):
        name = sentence.text[start:end]
        if label in pool:
            name = pool[label][int(chance.integers(len(pool[label])))]
        text += sentence.text[done:start]
        entities.append((len(text), len(text) + len(name), label))
        text += name
        done = end
    return Marked(text + sentence.text[done:], tuple(entities))
