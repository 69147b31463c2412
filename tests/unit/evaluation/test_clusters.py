"""Pairwise measures of a grouping."""

from __future__ import annotations

import pytest

from worker.evaluation.clusters import pairs


@pytest.mark.parametrize(
    ("found", "precision", "recall", "f1"),
    [
        pytest.param("aabb", 1.0, 1.0, 1.0, id="as it should be"),
        pytest.param("abcd", 1.0, 0.0, 0.0, id="nothing together"),
        pytest.param("aaaa", 1 / 3, 1.0, 0.5, id="all together"),
        pytest.param("aabc", 1.0, 0.5, 2 / 3, id="one pair missed"),
    ],
)
def test_pairs(found: str, precision: float, recall: float, f1: float) -> None:
    """Names of groups do not matter."""
    measured = pairs(found, "xxyy")

    assert (measured.precision, measured.recall, measured.f1) == pytest.approx(
        (precision, recall, f1)
    )


def test_nothing_to_group_is_grouped_well() -> None:
    """No pair, no mistake."""
    assert pairs("a", "x").f1 == 1.0
