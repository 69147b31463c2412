"""How well a score ranks: area under the ROC curve and Spearman's rank correlation, ties included."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The chance that a positive item scores higher than another one, a tie being half a chance.

    This is the Mann-Whitney U statistic over its maximum. NaN where one side is empty.
    """
    count = sum(positive)
    others = len(scores) - count
    if not count or not others:
        return float("nan")
    total = fsum(
        rank for rank, is_positive in zip(ranks(scores), positive, strict=True) if is_positive
    )
    return (total - count * (count + 1) / 2) / (count * others)


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """Pearson's correlation of the ranks, -1 to 1; NaN where one side is all the same."""
    left_ranks, right_ranks = ranks(left), ranks(right)
    middle = (len(left) + 1) / 2
    spread = sqrt(
        _products(left_ranks, left_ranks, middle) * _products(right_ranks, right_ranks, middle)
    )
    return _products(left_ranks, right_ranks, middle) / spread if spread else float("nan")


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1 up; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            result[place] = (start + 1 + end) / 2
        start = end
    return result


def _products(left: Sequence[float], right: Sequence[float], middle: float) -> float:
    return fsum((a - middle) * (b - middle) for a, b in zip(left, right, strict=True))
