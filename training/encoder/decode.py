"""From the scores of a window to its events: which word is a trigger, what happened, and between whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.encoder.lessons import MODALITIES, NOBODY, ROLES, TYPES

#: How likely it must be that a word names an event: about half the F1 reached, where that measure is best.
LEAST = 0.35
#: Digits of a probability that decide; what lies beyond may differ between processors.
_DIGITS = 4

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
    for word in range(*own):
        row = types[word]
        if 1.0 - row[0] < least:
            continue
        kind = TYPES[1 + int(row[1:].argmax())]
        modality = MODALITIES[int(scores["modalities"][word].argmax())]
        source, target = (
            side(probabilities(scores["roles"][ROLES.index(role), word]), codes)
            for role in ("source_code", "target_code")
        )
        yield Found(word, kind, modality, source, target)


def side(chances: Array, codes: Mapping[str, frozenset[int]]) -> str | None:
    """The code whose words are likeliest together, None where nobody is; ``chances`` has nobody first."""
    shares = {
        code: round(float(sum(chances[word + 1] for word in sorted(words))), _DIGITS)
        for code, words in codes.items()
    }
    if not shares:
        return None
    best = max(sorted(shares), key=lambda code: shares[code])
    return best if shares[best] > round(float(chances[NOBODY]), _DIGITS) else None


def probabilities(scores: Array) -> Array:
    """Softmax along the last axis, rounded to what decides."""
    ahead = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Array = (ahead / ahead.sum(axis=-1, keepdims=True)).round(_DIGITS)
    return shares
