"""Rank measures on cases worked out by hand."""

from __future__ import annotations

from math import isnan

import pytest

from worker.evaluation.ranking import auc, ranks, spearman


def test_equal_values_share_their_ranks() -> None:
    """Two values that stand second and third are both 2.5."""
    assert ranks([10, 30, 30, 50]) == [1.0, 2.5, 2.5, 4.0]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([1, 2, 3, 4], 1.0),
        ([4, 3, 2, 1], 0.0),
        ([0, 0, 0, 0], 0.5),
        ([1, 3, 2, 4], 0.75),
        ([0, 2, 2, 2], 0.75),
    ],
)
def test_auc_is_the_chance_to_rank_right(scores: list[float], expected: float) -> None:
    """The last two items are positive; four comparisons, ties half."""
    assert auc(scores, [False, False, True, True]) == expected


def test_auc_needs_both_sides() -> None:
    """With positives only there is nothing to compare."""
    assert isnan(auc([1, 2], [True, True]))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([1, 2, 3], [10, 20, 30], 1.0),
        ([1, 2, 3], [30, 20, 10], -1.0),
        ([1, 2, 3, 4], [1, 2, 4, 3], 0.8),
    ],
)
def test_spearman_compares_orders(left: list[float], right: list[float], expected: float) -> None:
    """One for the same order, minus one for the reverse, 1 - 6 d2 / n(n2 - 1) between."""
    assert spearman(left, right) == pytest.approx(expected)


def test_spearman_needs_an_order() -> None:
    """Where one side is all the same there is none."""
    assert isnan(spearman([1, 1, 1], [1, 2, 3]))
