"""Hits, false alarms and misses, and the measures made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of a yes/no decision; every measure is 0 where nothing was there to be measured."""

    hits: int
    false_alarms: int
    misses: int

    @classmethod
    def of(cls, decisions: Iterable[tuple[bool, bool]]) -> Confusion:
        """Count pairs of what was said and what is so."""
        pairs = list(decisions)
        return cls(
            hits=sum(said and true for said, true in pairs),
            false_alarms=sum(said and not true for said, true in pairs),
            misses=sum(true and not said for said, true in pairs),
        )

    @property
    def precision(self) -> float:
        """Share of what was said that is so."""
        return _share(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        """Share of what is so that was said."""
        return _share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
