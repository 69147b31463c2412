"""The index stage: time, lateness, coverage, and state that is restored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.signed import HOUR, START, happened
from tests.unit.stages.index.test_hours import observed
from worker.domain.observation import Observation, Tick
from worker.languages.rules import rules
from worker.stages.index import Index

FIRST = START // HOUR
ACCUSE = happened("RUS", "ACCUSE", "USA")
ASSAULT = happened("RUS", "ASSAULT", "USA")


def at(hour: int, name: str = "", *, outlet: str = "a.example") -> Observation:
    """A story of an outlet that accuses, so many hours after the start."""
    story = observed(name or f"s{hour}", ACCUSE, origin=outlet)
    return replace(story, time=START + hour * HOUR, outlet=outlet)


def tick(hour: int, *silent: str) -> Tick:
    """Time has come so far."""
    return Tick(FIRST + hour, silent, ())


def played(*records: Observation | Tick) -> Index:
    """A stage that has heard all this."""
    index = Index(rules())
    for record in records:
        index.step(record)
    return index


def days(count: int) -> list[Observation]:
    """An accusation a day, by one outlet and another in turn."""
    return [at(24 * day, outlet=f"{'ab'[day % 2]}.example") for day in range(count)]


def test_a_reading_says_nothing_before_it_knows_a_week() -> None:
    """Points are told, a value is not."""
    [early] = played(*days(7)).step(at(6 * 24 + 1)).readings
    [later] = played(*days(9)).step(at(8 * 24 + 1)).readings

    assert (early.total.value, early.total.points) == (None, 5.0)
    assert (later.total.value is not None, later.total.baseline.days) == (True, 7)


def test_a_usual_day_reads_100() -> None:
    """And one on which nothing was said less than that."""
    index = played(*days(20))
    usual = index.shown[at(0).subject].reading
    [quiet] = index.step(tick(20 * 24 + 2)).readings

    assert usual
    assert usual.total.value == pytest.approx(100, abs=8)
    assert quiet.total.value is not None
    assert quiet.total.value < 85


@pytest.mark.parametrize(("hour", "outcome"), [(52, "counted"), (51, "late")])
def test_late_articles_correct_their_hour_for_two_days(hour: int, outcome: str) -> None:
    """What comes later is dropped."""
    index = played(at(0), at(100))

    assert index.step(at(hour, "late")).outcome == outcome


def test_hours_are_closed_and_forgotten() -> None:
    """What each story said is kept for two days, points for 29."""
    index = played(*days(60))
    hours = index.subjects[at(0).subject].hours

    assert len(hours) == 29
    assert sum(hour.said is not None for hour in hours.values()) == 3


def test_a_subject_nobody_speaks_of_is_forgotten() -> None:
    """After 29 days, and whoever reads the topic is told."""
    heard = played(at(0)).step(tick(29 * 24))

    assert [subject.name for subject in heard.gone] == ["RUS-USA"]


@pytest.mark.parametrize(
    ("silent", "coverage"), [((), "ok"), (("a.example",), "blind"), (("else.example",), "ok")]
)
def test_silence_of_who_used_to_report_is_blindness(silent: tuple[str, ...], coverage: str) -> None:
    """Silence of others is not."""
    index = played(*days(20), tick(20 * 24, *silent))
    reading = index.shown[at(0).subject].reading

    assert reading
    assert reading.coverage == coverage


def test_a_single_outlet_is_thin() -> None:
    """One voice is not enough to be sure of anything."""
    index = played(*(at(24 * day) for day in range(10)))
    reading = index.shown[at(0).subject].reading

    assert reading
    assert reading.coverage == "thin"


def test_what_did_not_change_is_not_told_again() -> None:
    """An hour in which nothing happens makes no record."""
    index = played(*days(10), tick(9 * 24 + 1))

    assert index.step(tick(9 * 24 + 2)).readings == []
