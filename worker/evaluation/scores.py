"""Figures of agreement: precision, recall, F1, and confidence intervals by resampling the items."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TypeVar

_T = TypeVar("_T")
#: Resamples of a bootstrap, and its fixed seed: the same file gives the same interval.
_RESAMPLES = 500
_SEED = 7


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found and right, found in all, and there to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the found that is right, 0 to 1 (0 where nothing was found)."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1 (0 where there is none)."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both, 0 to 1."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    def figures(self) -> dict[str, float]:
        """``f1``, ``precision``, ``recall`` and how many there are to be found (``gold``)."""
        measures = {"f1": self.f1, "precision": self.precision, "recall": self.recall}
        return measures | {"gold": self.gold}


def total(counts: Sequence[Counts]) -> Counts:
    """The sum of counts."""
    return sum(counts, Counts())


def macro_f1(gold: Sequence[str], found: Sequence[str | None]) -> float:
    """Mean F1 over the labels that occur in ``gold``; None (no answer) is wrong for every label."""
    labels = sorted(set(gold))
    return sum(_label(label, gold, found).f1 for label in labels) / max(len(labels), 1)


def _label(label: str, gold: Sequence[str], found: Sequence[str | None]) -> Counts:
    right = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return Counts(right, sum(f == label for f in found), sum(g == label for g in gold))


def interval(items: Sequence[_T], measure: Callable[[Sequence[_T]], float]) -> tuple[float, float]:
    """The 95% bootstrap interval of a measure over items (articles, sentences).

    Resamples that the measure gives NaN for, having nothing to count, are left out; (0, 0) without any.
    """
    chance = random.Random(_SEED)  # noqa: S311  (a resampling, not a secret)
    values = sorted(
        value
        for _ in range(_RESAMPLES if items else 0)
        if not isnan(value := measure(chance.choices(items, k=len(items))))
    )
    if not values:
        return 0.0, 0.0
    return values[int(0.025 * len(values))], values[max(int(0.975 * len(values)) - 1, 0)]
