"""The dead-letter guard: one kind of failure too often stops, mixed trouble does not."""

from __future__ import annotations

import re
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.outcome import DEAD_CODES
from worker.streams.guard import DeadLetterGuard, TooManyDeadLetters

#: Far below the 4,096 bytes that a broker takes as an offset's metadata.
LONGEST_STATE = len("last:") + 200


def test_the_first_hundred_failures_pass_and_the_next_stops() -> None:
    """More than half of 200, however few articles have been seen."""
    guard = DeadLetterGuard("articles.raw/2")
    for _ in range(100):
        guard.admit("nlp/failed")

    message = "101 of the last 101 articles of articles.raw/2 failed with nlp/failed: "
    with pytest.raises(TooManyDeadLetters, match=re.escape(message)):
        guard.admit("nlp/failed")


@pytest.mark.parametrize(
    "codes",
    [
        ("",),
        ("nlp/failed", ""),
        ("nlp/failed", "decode/not_json"),
        ("nlp/failed", "decode/not_json", "decode/schema", ""),
    ],
)
def test_half_of_one_code_is_endured(codes: tuple[str, ...]) -> None:
    """Good articles, every other one bad, or bad for different reasons: a messy source at worst."""
    guard = DeadLetterGuard("articles.raw/2")
    for code in islice(cycle(codes), 1000):
        guard.admit(code)


def test_good_articles_are_forgotten_as_they_leave_the_window() -> None:
    """A long good past does not excuse a bad deploy."""
    guard = DeadLetterGuard("articles.raw/2")
    for _ in range(10_000):
        guard.admit("")
    for _ in range(100):
        guard.admit("nlp/failed")
    with pytest.raises(TooManyDeadLetters, match="101 of the last 200 articles"):
        guard.admit("nlp/failed")


def test_failures_are_forgotten_as_they_leave_the_window() -> None:
    """A hundred failures a week ago and one today are no alarm."""
    guard = DeadLetterGuard("articles.raw/2")
    for code in ["nlp/failed"] * 100 + [""] * 200 + ["nlp/failed"] * 100:
        guard.admit(code)


def test_the_state_survives_the_worker() -> None:
    """A supervisor that starts the worker again and again dead-letters nothing more."""
    before = DeadLetterGuard("articles.raw/2")
    for code in ["", "decode/schema"] + ["nlp/failed"] * 100:
        before.admit(code)

    after = DeadLetterGuard("articles.raw/2", state=before.state)
    with pytest.raises(TooManyDeadLetters, match="101 of the last 103 articles"):
        after.admit("nlp/failed")


@pytest.mark.parametrize("state", ["", "offsets committed by hand", "last:", "last:äöü", "{}"])
def test_metadata_of_another_kind_is_no_past(state: str) -> None:
    """Whoever resets offsets with Kafka's tools writes what he likes beside them."""
    assert DeadLetterGuard("articles.raw/2", state=state).state == "last:"


def test_the_guard_can_be_turned_off() -> None:
    """Whoever knows that a flood of rubbish is coming lets it go by."""
    guard = DeadLetterGuard("articles.raw/2", most=200)
    for _ in range(1000):
        guard.admit("decode/not_json")


def test_the_message_ends_with_what_the_last_article_failed_of() -> None:
    """Where to look first, for who has only the log."""
    guard = DeadLetterGuard("articles.raw/2", most=0)
    with pytest.raises(TooManyDeadLetters, match=r"The last one: KeyError: 'lexicon'$"):
        guard.admit("nlp/failed", "KeyError: 'lexicon'")


@given(
    codes=st.lists(st.sampled_from([*DEAD_CODES, ""]), max_size=450),
    restarts=st.sets(st.integers(0, 450)),
)
def test_a_restart_changes_nothing(codes: list[str], restarts: set[int]) -> None:
    """The guard that goes on from the committed state has seen the same as the one that ran on."""
    running = restarted = DeadLetterGuard("articles.raw/2", most=200)
    for number, code in enumerate(codes):
        if number in restarts:
            restarted = DeadLetterGuard("articles.raw/2", most=200, state=restarted.state)
        running.admit(code)
        if restarted is not running:
            restarted.admit(code)

    assert restarted.state == running.state
    assert len(running.state) <= LONGEST_STATE


def test_a_worker_that_is_started_again_stops_at_the_next_failure() -> None:
    """A supervisor's restarts must not dead-letter a hundred articles each."""
    guard = DeadLetterGuard("articles.raw/2")
    for _ in range(100):
        guard.admit("nlp/failed")

    again = DeadLetterGuard("articles.raw/2", state=guard.state)

    with pytest.raises(TooManyDeadLetters, match="101 of the last 101"):
        again.admit("nlp/failed")


def test_a_guard_can_be_turned_off() -> None:
    """For a topic of which somebody knows that it is broken throughout."""
    guard = DeadLetterGuard("articles.raw/2", most=200)
    for _ in range(1000):
        guard.admit("decode/schema")


@pytest.mark.parametrize("state", ["", "moved by hand", "last:", "last:?!"])
def test_metadata_of_others_is_no_memory(state: str) -> None:
    """An operator's tool has moved the offset: the guard begins anew."""
    assert DeadLetterGuard("articles.raw/2", state=state).state == "last:"
