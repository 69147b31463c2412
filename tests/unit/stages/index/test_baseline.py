"""The usual day of a subject."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.stages.index.baseline import Welford, baseline

VALUES = st.lists(st.floats(0, 1_000), min_size=2, max_size=40)


@given(VALUES)
def test_welford_is_mean_and_variance(values: list[float]) -> None:
    """In one pass as in two."""
    running = Welford()
    for value in values:
        running.add(value)

    assert running.mean == pytest.approx(statistics.fmean(values), abs=1e-6)
    assert running.variance == pytest.approx(statistics.variance(values), rel=1e-6, abs=1e-6)


def test_nothing_is_a_baseline_too() -> None:
    """A subject of which nothing was heard: the first report stands out, but not without measure."""
    assert (baseline([0.0] * 28).mean, baseline([0.0] * 28).deviation) == (0.0, 4.0)


def test_a_weekday_is_expected_to_be_like_its_kind() -> None:
    """Twice as much on Sundays: today, a Sunday, more is expected than on the Monday after."""
    week = [10.0] * 6 + [20.0]  # yesterday first, the same weekday last
    sunday, monday = baseline(week * 4), baseline(([20.0] + [10.0] * 6) * 4)

    assert sunday.mean > 14 > 12 > monday.mean


@given(VALUES)
def test_a_baseline_is_finite_and_never_without_deviation(values: list[float]) -> None:
    """Whatever the days were."""
    usual = baseline(values)

    assert usual.deviation >= 4.0
    assert 0 <= usual.mean <= 10 * max(values) + 1
