"""From the scores of a window to its events: which word is a trigger, what happened, and between whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worker.nlp.encoder.decode import probabilities, side
from worker.nlp.encoder.heads import MODALITIES, NOBODY, ROLES, TYPES

#: How likely it must be that a word names an event.
LEAST = 0.35

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """An event at a word of the window; a side is a code, None where nobody with a code is on it."""

    word: int
    type: str
    modality: str
    source: str | None
    target: str | None


def events(
    scores: Mapping[str, Array],
    own: tuple[int, int],
    codes: Mapping[str, frozenset[int]],
    *,
    least: float = LEAST,
) -> Iterator[Found]:
    """The events among the ``own`` words of a window, given the words that stand for each code."""
    types = probabilities(scores["types"])
    behind = {code: [word + 1 for word in words] for code, words in codes.items()}
    for word in range(*own):
        row = types[word]
        if 1.0 - row[0] < least:
            continue
        kind = TYPES[1 + int(row[1:].argmax())]
        modality = MODALITIES[int(scores["modalities"][word].argmax())]
        source, target = (
            side(dict(enumerate(map(float, chances))), behind, nobody=float(chances[NOBODY]))
            for role in ("source_code", "target_code")
            for chances in [probabilities(scores["roles"][ROLES.index(role), word])]
        )
        yield Found(word, kind, modality, source, target)
