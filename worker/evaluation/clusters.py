"""Measures of a grouping: of all pairs of items, which were rightly put into one group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs are ``together`` in the groups found, in the ``true`` ones, and in ``both``."""

    both: int
    together: int
    true: int

    @property
    def precision(self) -> float:
        """Share of the pairs put together that belong together; 1 when none was."""
        return self.both / self.together if self.together else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that belong together that were put together; 1 when there are none."""
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.together + self.true
        return 2 * self.both / total if total else 1.0


def pairs(found: Sequence[Hashable], true: Sequence[Hashable]) -> Pairs:
    """Compare two groupings of the same items, each given as the group of every item."""
    return Pairs(
        both=_pairs(list(zip(found, true, strict=True))), together=_pairs(found), true=_pairs(true)
    )


def _pairs(groups: Sequence[Hashable]) -> int:
    return sum(comb(size, 2) for size in Counter(groups).values())
