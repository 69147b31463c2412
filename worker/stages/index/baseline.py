"""The usual day of a subject: running mean and variance (Welford 1962) with the weekdays evened out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from worker.domain.index import Baseline
from worker.languages.weighing import index_weights

_WEEK = 7


@dataclass(slots=True)
class Welford:
    """Mean and variance of what was added, in one pass and without cancellation."""

    count: int = 0
    mean: float = 0.0
    _squares: float = 0.0

    def add(self, value: float) -> None:
        """Take one more value in."""
        self.count += 1
        delta = value - self.mean
        self.mean += delta / self.count
        self._squares += delta * (value - self.mean)

    @property
    def variance(self) -> float:
        """The sample variance, 0 for fewer than two values."""
        return self._squares / (self.count - 1) if self.count > 1 else 0.0


def baseline(days: Sequence[float]) -> Baseline:
    """What is to be expected of today given the points of the days before, yesterday first.

    A weekday's own mean counts by how often it was seen: a factor of 1 until then. The deviation is that
    of a single new day, and at least what chance alone gives reports that come one by one.
    """
    weights = index_weights().reading
    whole = _welford(days)
    if not whole.mean:
        return Baseline(0.0, weights["spread"], len(days))
    factors = [
        _factor(days[shift::_WEEK], whole.mean, weights["weekday"]) for shift in range(_WEEK)
    ]
    # days[0] is yesterday; days[6], days[13] ... have the weekday of today.
    here = factors[_WEEK - 1]
    even = _welford([value / factors[place % _WEEK] for place, value in enumerate(days)])
    deviation = sqrt(even.variance * (1 + 1 / len(days))) * here
    chance = sqrt(weights["spread"] * whole.mean * here)
    mean = whole.mean * here
    floor = max(weights["spread"], chance)
    return Baseline(round(mean, 3), round(max(deviation, floor), 3), len(days))


def _factor(same: Sequence[float], mean: float, doubt: float) -> float:
    """How far a weekday lies from the mean of all, drawn towards 1 by ``doubt`` days."""
    factor = (sum(same) + doubt * mean) / ((len(same) + doubt) * mean)
    return max(factor, 0.1)


def _welford(values: Sequence[float]) -> Welford:
    running = Welford()
    for value in values:
        running.add(value)
    return running
