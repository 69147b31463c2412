"""The points of an hour."""

from __future__ import annotations

import pytest

from tests.support.signed import START, happened
from worker.domain.event import EventType, Modality
from worker.domain.observation import Observation
from worker.domain.signature import CompactEvent, Subject
from worker.stages.index.hours import Hour, add_up, points

ASSAULT = happened("RUS", "ASSAULT", "USA")


def observed(story: str, *events: CompactEvent, origin: str = "dpa") -> Observation:
    """What a story says of a dyad."""
    return Observation(
        subject=Subject("RUS-USA", "dyad"),
        story=story,
        time=START,
        article_id=story,
        title="",
        language="de",
        outlet=f"{story}.example",
        origin=origin,
        score=30.0,
        events=events,
    )


@pytest.mark.parametrize(
    ("kind", "modality", "resolved", "expected"),
    [
        ("ASSAULT", "asserted", "ASSAULT", 14.0),
        ("ASSAULT", "reported", "ASSAULT", 11.2),
        ("ASSAULT", "future", "THREATEN", 6.0),
        ("ASSAULT", "negated", "REJECT", 0.0),
        ("ASSAULT", "historical", "ASSAULT", 0.0),
        ("AGREE", "asserted", "AGREE", -4.0),
    ],
)
def test_what_an_event_weighs(
    kind: EventType, modality: Modality, resolved: EventType, expected: float
) -> None:
    """By what it comes to: an announced attack is a threat, a denied one is nothing."""
    event = happened("RUS", kind, "USA", modality=modality, resolved=resolved)

    assert points(event) == pytest.approx(expected)


def test_one_voice_counts_once_a_type() -> None:
    """Two stories of one agency about an attack are one attack."""
    one, two = observed("a", ASSAULT), observed("b", ASSAULT)

    assert add_up([one, two]).acts == add_up([one]).acts == 1400


def test_independent_voices_corroborate() -> None:
    """Two weigh as much as 1 + ln 2 of them."""
    totals = add_up([observed("a", ASSAULT), observed("b", ASSAULT, origin="AFP")])

    assert (totals.acts, totals.act_voices) == (2370, ("AFP", "dpa"))


def test_threats_acts_and_easing_are_apart() -> None:
    """And whoever only eases is no voice of a rise."""
    threat, talk = happened("RUS", "THREATEN", "USA"), happened("RUS", "AGREE", "USA")
    totals = add_up([observed("a", threat, ASSAULT), observed("b", talk, origin="AFP")])

    assert (totals.threats, totals.acts, totals.easing) == (750, 1400, 400)
    assert (totals.threat_voices, totals.act_voices) == (("dpa",), ("dpa",))


def test_a_story_replaces_what_it_said() -> None:
    """A correction that takes all back leaves nothing."""
    hour = Hour()
    for events in ((ASSAULT,), (ASSAULT, happened("RUS", "ACCUSE", "USA")), ()):
        hour.hear(observed("a", *events))

    assert (hour.said, hour.totals) == ({}, add_up([]))
