"""Forty days of a simulated crisis: a rise is told from a normal week, silence from calm."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.support.crisis import (
    DAYS,
    FLOOD_DAY,
    RISE_DAY,
    RISE_HOUR,
    SILENCE_DAY,
    TRUCE_DAY,
    Crisis,
)
from tests.support.signed import HOUR, START
from worker.domain.index import Alert, Reading
from worker.domain.observation import Observation, Tick
from worker.languages.rules import rules
from worker.stages.index import Index
from worker.stages.stories.stage import Stories

FIRST = START // HOUR


@dataclass
class Course:
    """What both stages said of the dyad, hour by hour since the start, and all alerts."""

    readings: dict[int, Reading] = field(default_factory=dict)
    alerts: list[Alert] = field(default_factory=list)

    def value(self, hour: int) -> float:
        """The index at an hour: the last one told until then."""
        told = self.readings[max(number for number in self.readings if number <= hour)]
        assert told.total.value is not None
        return told.total.value


def course(crisis: Crisis) -> Course:
    """Play a crisis through both stages."""
    stories, index, found = Stories(), Index(rules()), Course()
    for article in crisis.articles():
        told = stories.step(article)
        records: list[Observation | Tick] = [told.tick] if told.tick else []
        for record in records + told.observations:
            heard = index.step(record)
            found.alerts += heard.alerts
            found.readings |= {
                reading.hour - FIRST: reading
                for reading in heard.readings
                if reading.subject.name == "RUS-USA"
            }
    return found


@pytest.fixture(scope="module")
def crisis() -> Course:
    """The crisis with its flood of 200 copies."""
    return course(Crisis(1))


def test_a_flood_counts_as_one_story(crisis: Course) -> None:
    """Two hundred copies of an agency's report move the index as much as the report alone."""
    single = course(Crisis(1, flood=1, days=FLOOD_DAY + 2))
    hours = range(FLOOD_DAY * 24, (FLOOD_DAY + 1) * 24)

    assert [crisis.value(hour) for hour in hours] == [single.value(hour) for hour in hours]


def test_the_rise_is_alerted_in_the_hour_of_its_second_outlet(crisis: Course) -> None:
    """Not before, not later; it names both reports and why."""
    first = crisis.alerts[0]

    assert (first.status, first.rule, first.hour - FIRST) == ("raised", "attacks", RISE_HOUR)
    assert first.reading.acts.outlets == ("abendpost.example", "morgenblatt.example")
    assert {one.type for one in first.evidence} == {"ASSAULT"}
    assert first.why.startswith("RUS-USA: acts of force up: 23.7 points in 24 hours against 0 ")


def test_silence_is_blindness(crisis: Course) -> None:
    """A day after an outlet fell silent the index says so; before it does not."""
    days = {hour // 24: reading.coverage for hour, reading in sorted(crisis.readings.items())}

    assert {days[day] for day in range(5, SILENCE_DAY) if day in days} == {"ok"}
    assert days[SILENCE_DAY + 1] == "blind"


def test_the_truce_lowers_the_index(crisis: Course) -> None:
    """Below a usual day, and the alerts end."""
    assert crisis.value(TRUCE_DAY * 24) > 300
    assert crisis.value((DAYS - 1) * 24) < 100
    ended = {alert.id for alert in crisis.alerts if alert.status == "resolved"}
    assert {alert.id for alert in crisis.alerts} == ended


@pytest.mark.parametrize("seed", range(20))
def test_calm_weeks_raise_no_alert(seed: int) -> None:
    """News of sanctions and threats as on any day."""
    assert course(Crisis(seed, days=RISE_DAY, flood=3, other=0)).alerts == []
