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
        ("in der Nacht zum Mittwoch", "2024-09-11", "day"),
        ("am Mittwochvormittag", "2024-09-11", "day"),
        ("am 11.9.", "2024-09-11", "day"),
        ("Ende Mai", "2024-05", "month"),
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


@pytest.mark.parametrize(
    ("phrase", "value", "precision"),
    [
        ("on Wednesday", "2024-09-11", "day"),
        ("yesterday", "2024-09-11", "day"),
        ("three days ago", "2024-09-09", "day"),
        ("more than four months ago", "2024-05", "month"),
        ("on September 3", "2024-09-03", "day"),
        ("on March 24, 2014", "2014-03-24", "day"),
        ("on 24 March 2014", "2014-03-24", "day"),
    ],
)
def test_english_time(phrase: str, value: str, precision: str) -> None:
    """The same in English, with the day on either side of the month."""
    (event,) = code(f"Russia attacked Ukraine {phrase}.", language="en")
    assert event.date is not None
    assert (value, precision) == (event.date.value, event.date.precision)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("MOSCOW, Sept 11 (Sample) - Russia attacked Kharkiv.", "en"),
        ("(Archivbild vom 3. Mai 2019) Die Türkei hat Syrien angegriffen.", "de"),
    ],
)
def test_dates_of_datelines_and_captions_are_not_the_events(text: str, language: str) -> None:
    """They say when something was written or photographed."""
    (event,) = code(text, language=language)
    assert (event.date, event.missing["date"]) == (None, "no_time_expression")


def test_without_a_day_of_publication_a_weekday_is_no_date() -> None:
    """The reason says what is lacking."""
    text = "Russland hat die Ukraine am Mittwoch angegriffen."
    (event,) = code(text, language="de", published_at=None)
    assert (event.date, event.missing["date"]) == (None, "no_publication_date")


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("Russland hat in Charkiw ein Wohnhaus beschossen.", "Charkiw", "UKR"),
        ("In Kabul griffen die Taliban eine Wache an.", "Kabul", "AFG"),
        ("Israel griff am Montag Stellungen in Syrien an.", "Syrien", "SYR"),
    ],
)
def test_place_and_its_country(text: str, surface: str, country: str) -> None:
    """Where the clause says it happened, on the verb or on what was hit."""
    (event,) = code(text, language="de")
    assert event.place is not None
    assert (event.place.span.surface, event.place.country) == (surface, country)
