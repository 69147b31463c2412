"""Choosing a threshold, and what it is worth on other articles."""

from __future__ import annotations

import pytest

from worker.evaluation.thresholds import FOLDS, best, f1_at, folds, measures

SCORES = [0.0, 5.0, 20.0, 30.0, 40.0]
TRUTH = [False, False, True, False, True]


@pytest.mark.parametrize(
    ("threshold", "f1"), [(0.0, 4 / 7), (20.0, 0.8), (40.0, 2 / 3), (50.0, 0.0)]
)
def test_f1_at_a_threshold(threshold: float, f1: float) -> None:
    """Scores at the threshold are decided for."""
    assert f1_at(threshold, SCORES, TRUTH) == pytest.approx(f1)


def test_the_best_threshold_is_a_score() -> None:
    """From 20 on: both true ones and one false alarm."""
    assert best(SCORES, TRUTH) == 20.0


def test_nothing_to_choose_from() -> None:
    """Without items there is no spread either."""
    assert measures([], []) == {
        "f1_best": 0.0,
        "threshold_best": 0.0,
        "f1_folds": {"mean": 0.0, "low": 0.0, "high": 0.0},
    }


def test_folds_see_thresholds_of_the_others() -> None:
    """One fold's true scores are lower than all others': no threshold chosen elsewhere finds them."""
    truth = [True] * FOLDS + [False] * FOLDS
    scores = [10.0, 50.0, 50.0, 50.0, 50.0] + [20.0] * FOLDS

    assert folds(scores, truth) == [0.0, 1.0, 1.0, 1.0, 1.0]
