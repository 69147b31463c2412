"""Candidates of an event and what speaks for them."""

from __future__ import annotations

from tests.unit.nlp.events.sides.conftest import case_of
from worker.nlp.events.sides.case import NOBODY
from worker.nlp.events.sides.features import Reader

TEXT = (
    "Der Iran hat Israel gedroht. Ein Sprecher der EU äußerte sich besorgt. "
    "In Teheran wurde am Freitag ein Journalist verhaftet. Seine Zeitung protestierte."
)


def test_candidates_are_of_slot_sentence_and_article() -> None:
    """Those that stand nearest come first, nobody last."""
    assert Reader(case_of(TEXT, "gedroht")).candidates == ("IRN", "ISR", "EUR", NOBODY)


def test_a_slot_speaks_for_its_code() -> None:
    """It is in its own slot, and other than what fills the other one."""
    reader = Reader(case_of(TEXT, "gedroht"))
    assert (reader.fill("IRN", "source"), reader.fill("IRN", "target")) == ("in", "other")
    assert {"s|in", "s|rank=0", "s|at=here", "s|V|nsubj|True"} <= set(
        reader.of_side("IRN", "source")
    )


def test_a_code_that_only_the_article_names() -> None:
    """The sentence of the arrest leaves open who arrests."""
    reader = Reader(case_of(TEXT, "verhaftet"))
    told = set(reader.of_side("EUR", "source"))
    assert {"s|at=just", "s|empty", "s|body=EUR"} <= told
    assert not any(name.startswith("s|way=") for name in told)


def test_nobody_is_a_candidate_of_its_own() -> None:
    """What speaks for it is the event, not a code."""
    told = set(Reader(case_of(TEXT, "verhaftet")).of_side(NOBODY, "source"))
    assert {"s|none", "s|none|COERCE|P", "s|none|word=verhaften"} <= told


def test_pairs_tell_home_from_abroad() -> None:
    """A domestic event has one code twice."""
    reader = Reader(case_of(TEXT, "gedroht"))
    assert "p|diff|THREATEN" in reader.of_pair("IRN", "ISR")
    assert "p|same|0" in reader.of_pair("IRN", "IRN")
    assert "p|NT" in reader.of_pair(NOBODY, "IRN")
