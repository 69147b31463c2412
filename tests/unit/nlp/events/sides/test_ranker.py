"""The choice of both sides, with weights set by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.unit.nlp.events.sides.conftest import case_of, weighing
from worker.domain.errors import DataError
from worker.nlp.events.sides.case import NOBODY
from worker.nlp.events.sides.ranker import FILE, Ranker, ranker
from worker.nlp.linear import Linear

TEXT = (
    "In Ägypten demonstrieren Tausende gegen die Armee. Am Montag wurden zwei Menschen getötet. "
    "Die Türkei rief zur Ruhe auf."
)


def test_best_pair_wins() -> None:
    """The country in the lead is chosen where its mention there counts."""
    chosen = weighing(s__at_lead=1.0, t__at_lead=1.0).choose(case_of(TEXT, "getötet"))
    assert chosen == ("EGY", "EGY")


def test_both_sides_are_chosen_together() -> None:
    """A weight on the pair overrules what each side would be alone."""
    case = case_of(TEXT, "getötet")
    assert weighing(s__at_lead=1.0, t__at_lead=1.0, p__same=-3.0).choose(case) != ("EGY", "EGY")


def test_what_the_clause_names_stays() -> None:
    """However much speaks for nobody, a slot with a code keeps it."""
    source, _ = weighing(s__none=9.0).choose(case_of(TEXT, "rief"))
    assert source == "TUR"


def test_nothing_known_means_the_first_of_equals() -> None:
    """Then the order of the candidates decides, the same in every run."""
    blank = Ranker(Linear(("fit",), np.array([], dtype=np.uint32), np.zeros((1, 1), np.float16)))
    case = case_of(TEXT, "getötet")
    assert blank.choose(case) == blank.choose(case) != (NOBODY, NOBODY)


def test_weights_beside_a_pipeline_go_first(tmp_path: Path) -> None:
    """A pipeline with a ranker of its own is not decided by the shipped one."""
    Linear(("fit",), np.array([7], dtype=np.uint32), np.zeros((2, 1), np.float16)).save(
        tmp_path / FILE
    )
    assert ranker("de", path=tmp_path) is not ranker("de")
    assert ranker("de", path=tmp_path / "none") is ranker("de")


def test_weights_must_be_there() -> None:
    """A language without them is named in the error."""
    with pytest.raises(DataError, match=r"fr.*sides\.bin"):
        ranker("fr")
