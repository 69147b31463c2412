"""From scores to what they say: probabilities that decide, names, and whose code a side is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from worker.nlp.encoder.heads import LABELS, OUTSIDE, TAGS

#: Digits of a probability that decide; what lies beyond may differ between processors.
DIGITS = 4
_NEVER = -1e9

Array = NDArray[np.float32]
Name = tuple[int, int, str]


def probabilities(scores: Array) -> Array:
    """Softmax along the last axis, rounded to what decides."""
    ahead = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Array = (ahead / ahead.sum(axis=-1, keepdims=True)).round(DIGITS)
    return shares


def side(
    chances: Mapping[int, float], codes: Mapping[str, Iterable[int]], *, nobody: float
) -> str | None:
    """The code whose words are likeliest together, None where ``nobody`` is no less likely."""
    found = shares(chances, codes)
    if not found:
        return None
    best = max(sorted(found), key=lambda code: found[code])
    return best if found[best] > round(nobody, DIGITS) else None


def shares(chances: Mapping[int, float], codes: Mapping[str, Iterable[int]]) -> dict[str, float]:
    """How likely the words of each code are together."""
    return {
        code: round(sum(chances.get(word, 0.0) for word in sorted(words)), DIGITS)
        for code, words in codes.items()
    }


def entities(scores: NDArray[np.float64]) -> list[Name]:
    """(first word, word behind the last, label) of the likeliest tags; ``scores`` is (words, tags)."""
    best = scores[0] + _MAY_FOLLOW[OUTSIDE]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        ways = best[:, None] + _MAY_FOLLOW
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    tags = [int(best.argmax())]
    for step in reversed(back):
        tags.append(int(step[tags[-1]]))
    return _spans([TAGS[tag] for tag in reversed(tags)])


def names(scores: Array) -> list[Name]:
    """The names in the words of one sentence, decided by rounded probabilities."""
    chances = probabilities(scores).astype(np.float64)
    return entities(np.log(np.maximum(chances, 10.0**-DIGITS)).round(DIGITS))


def _may_follow() -> NDArray[np.float64]:
    """0 where a tag (column) may follow another (row): I-PER only B-PER and I-PER."""
    allowed = np.zeros((len(TAGS), len(TAGS)))
    for label in LABELS:
        inside = TAGS.index(f"I-{label}")
        before = [TAGS.index(f"B-{label}"), inside]
        allowed[[at for at in range(len(TAGS)) if at not in before], inside] = _NEVER
    return allowed


_MAY_FOLLOW = _may_follow()


def _spans(tags: list[str]) -> list[Name]:
    spans: list[Name] = []
    for at, tag in enumerate(tags):
        mark, _, label = tag.partition("-")
        if mark == "B":
            spans.append((at, at + 1, label))
        elif mark == "I":
            spans[-1] = (spans[-1][0], at + 1, label)
    return spans
