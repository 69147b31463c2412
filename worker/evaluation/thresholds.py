"""The threshold that decides best, and what it is worth on articles it was not chosen on."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any, TypeVar

from worker.evaluation.confusion import Confusion

#: Cross-validation leaves out every fifth item, five times.
FOLDS = 5

_Item = TypeVar("_Item")


def measures(scores: Sequence[float], truth: Sequence[bool]) -> dict[str, Any]:
    """``f1_best`` with its ``threshold_best``, and ``f1_folds``: mean, low and high of ``folds``."""
    cut, spread = best(scores, truth), folds(scores, truth) or [0.0]
    return {
        "f1_best": f1_at(cut, scores, truth),
        "threshold_best": cut,
        "f1_folds": {"mean": fmean(spread), "low": min(spread), "high": max(spread)},
    }


def f1_at(threshold: float, scores: Sequence[float], truth: Sequence[bool]) -> float:
    """F1 of deciding for every score at or over ``threshold``."""
    pairs = zip(scores, truth, strict=True)
    return Confusion.of((score >= threshold, true) for score, true in pairs).f1


def best(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The score from which on to decide so that F1 is highest, the lowest of equals; 0 without scores."""
    result, highest = max(scores, default=0.0), 0.0
    hits = 0
    everyone = sum(truth)
    ranked = sorted(zip(scores, truth, strict=True), reverse=True)
    for said, (score, true) in enumerate(ranked, start=1):
        hits += true
        last = said == len(ranked) or ranked[said][0] < score
        if last and (f1 := 2 * hits / (said + everyone)) >= highest:
            result, highest = score, f1
    return result


def folds(scores: Sequence[float], truth: Sequence[bool]) -> list[float]:
    """F1 on every fold with a true item, at the threshold that is best on the others."""
    return [
        f1_at(
            best(_others(scores, fold), _others(truth, fold)),
            scores[fold::FOLDS],
            truth[fold::FOLDS],
        )
        for fold in range(FOLDS)
        if any(truth[fold::FOLDS])
    ]


def _others(items: Sequence[_Item], fold: int) -> list[_Item]:
    return [item for place, item in enumerate(items) if place % FOLDS != fold]
