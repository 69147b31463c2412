"""The dead-letter guard: one kind of failure too often stops, mixed trouble does not."""

from __future__ import annotations

import re
from itertools import cycle, islice

import pytest

from worker.streams.guard import DeadLetterGuard, TooManyDeadLetters


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
