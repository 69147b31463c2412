"""Expressions of time and the dates they give for an article of Thursday, 12 September 2024."""

from __future__ import annotations

import pytest

from tests.unit.nlp.events.conftest import code


@pytest.mark.parametrize(
    ("phrase", "value", "precision"),
    [
        ("am Mittwoch", "2024-09-11", "day"),
        ("am Donnerstag", "2024-09-12", "day"),
        ("gestern", "2024-09-11", "day"),
        ("am 3. September", "2024-09-03", "day"),
        ("am 24. März 2014", "2014-03-24", "day"),
        ("im März 2014", "2014-03", "month"),
        ("vor drei Tagen", "2024-09-09", "day"),
        ("vor mehr als vier Monaten", "2024-05", "month"),
        ("vor zwei Jahren", "2022", "year"),
        ("im Jahr 2014", "2014", "year"),
    ],
)
def test_german_time(phrase: str, value: str, precision: str) -> None:
    """The phrase in an event's clause dates the event."""
    (event,) = code(f"Russland hat die Ukraine {phrase} angegriffen.", language="de")
    assert event.date is not None
    assert (value, precision) == (event.date.value, event.date.precision)


def test_weekday_ahead_is_the_next_one() -> None:
    """What is announced for Monday happens on the Monday to come."""
    (event,) = code("Die EU wird am Montag Sanktionen gegen den Iran verhängen.", language="de")
    assert event.date is not None
    assert event.date.value == "2024-09-16"
