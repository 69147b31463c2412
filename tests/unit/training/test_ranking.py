"""Fitting weights over pairs: what is right on both sides shares the likelihood."""

from __future__ import annotations

import numpy as np

from training.ranking import Choice, fit, names_to_hashes
from worker.nlp.linear import hashed

NAMES = ("near", "far", "none")


def choice(source: str, target: str) -> Choice:
    """Three options, each with its own feature on either side, and one for equal options."""
    return Choice(
        [names_to_hashes([f"s|{name}"]) for name in NAMES],
        [names_to_hashes([f"t|{name}"]) for name in NAMES],
        [names_to_hashes(["p|same" if a == b else "p|diff"]) for a in NAMES for b in NAMES],
        np.array([name == source for name in NAMES]),
        np.array([name == target for name in NAMES]),
    )


def weights(choices: list[Choice]) -> dict[str, float]:
    """What each feature weighs after fitting."""
    model = fit(choices, strength=10.0, least=1, classes=("fit",))
    known = {
        int(number): float(row[0]) for number, row in zip(model.hashes, model.weights, strict=False)
    }
    names = [f"{side}|{name}" for side in "st" for name in NAMES] + ["p|same", "p|diff"]
    return {name: known[hashed(name)] for name in names}


def test_what_is_always_right_weighs_most() -> None:
    """The near one as source, nobody as target."""
    found = weights([choice("near", "none")] * 8)
    assert max(NAMES, key=lambda name: found[f"s|{name}"]) == "near"
    assert max(NAMES, key=lambda name: found[f"t|{name}"]) == "none"


def test_pairs_are_learned_together() -> None:
    """Where both sides are always the same one, that weighs more than either side."""
    found = weights([choice(name, name) for name in NAMES] * 6)
    assert found["p|same"] > found["p|diff"]
    assert abs(found["s|near"] - found["s|far"]) < 0.01


def test_what_no_option_answers_is_left_out() -> None:
    """A case whose right answer is not offered teaches nothing."""
    lost = choice("elsewhere", "none")
    assert not lost.is_solvable()
    assert weights([choice("near", "none")] * 4) == weights([choice("near", "none")] * 4 + [lost])


def test_rare_features_are_cut() -> None:
    """With fewer cases than asked for, nothing is kept."""
    model = fit([choice("near", "none")], strength=1.0, least=2, classes=("fit",))
    assert len(model.hashes) == 0
