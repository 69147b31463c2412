"""A budget for training: what is read of a plan, and the learning rate until its end."""

from __future__ import annotations

import pytest

from training.encoder.pace import Budget, within


def test_the_beginning_of_a_plan_fits_a_budget() -> None:
    """Whole batches up to so many pieces, and at least one; no budget is all of it."""
    batches, lengths = [[0, 1], [2], [0, 2]], [10, 20, 30]
    assert within(batches, lengths, 60) == [[0, 1], [2]]
    assert within(batches, lengths, 5) == [[0, 1]]
    assert within(batches, lengths, None) == batches


def test_the_rate_rises_and_falls_within_the_budget() -> None:
    """Highest behind the warm-up, nothing behind the last step."""
    rates = [Budget(100).rate(step, spent=0.0) for step in range(100)]
    assert max(rates) == rates[5] == pytest.approx(1.0)
    assert rates[:6] == sorted(rates[:6])
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert rates[-1] == 0.0


def test_the_clock_ends_what_would_take_longer() -> None:
    """The rate is as low as the time that is left; on a faster machine the steps end it."""
    budget = Budget(100, seconds=50.0)
    assert budget.rate(10, spent=45.0) == pytest.approx(0.1 / 0.94)
    assert budget.rate(89, spent=1.0) == pytest.approx(0.1 / 0.94)
    assert budget.is_spent(10, spent=50.0)
    assert budget.is_spent(100, spent=1.0)
    assert not budget.is_spent(99, spent=49.0)
