"""What fitting a linear model rests on: folds that never move, features cut by their weight."""

from __future__ import annotations

import numpy as np
import pytest

from training.linear import Recipe, fit, folds, pruned
from worker.nlp.linear import Linear

KEYS = [f"article {number // 3}" for number in range(60)]


def test_every_case_is_tested_once() -> None:
    """Each fold trains on all that it does not test."""
    parts = list(folds(KEYS, 5))
    assert list(range(60)) == sorted(place for _, test in parts for place in test)
    assert all(len(train) + len(test) == 60 for train, test in parts)


def test_cases_of_one_key_stay_together() -> None:
    """No article is in both parts of a fold."""
    for train, test in folds(KEYS, 5):
        assert not {KEYS[i] for i in train} & {KEYS[i] for i in test}


def test_added_case_moves_no_other() -> None:
    """The fold of a key depends on nothing but the key."""
    before = [[KEYS[i] for i in test] for _, test in folds(KEYS, 4)]
    longer = [*KEYS, "another"]
    added = [[longer[i] for i in test if i < len(KEYS)] for _, test in folds(longer, 4)]
    assert before == added


def test_small_weights_are_cut() -> None:
    """The bias stays, whatever its size."""
    rows = np.array([[0.5, -0.5], [0.01, 0.02], [0.0, 0.001]], dtype=np.float16)
    model = Linear(("a", "b"), np.array([3, 7], dtype=np.uint32), rows)
    found = pruned(model, smallest=0.1)
    assert found.hashes.tolist() == [3]
    assert rows[[0, 2]].tolist() == found.weights.tolist()


def test_one_label_is_no_choice() -> None:
    """There is nothing to tell apart."""
    with pytest.raises(ValueError, match="two labels"):
        fit([{"a": 1.0}], ["only"], recipe=Recipe())
