"""An hour: what stories say in it, instead of what they said before."""

from __future__ import annotations

import pytest

from tests.support.signed import START, happened
from worker.domain.observation import Observation
from worker.domain.signature import CompactEvent, Subject
from worker.stages.index.hours import Hour
from worker.stages.index.voices import Totals

ASSAULT, ACCUSE = happened("RUS", "ASSAULT", "USA"), happened("RUS", "ACCUSE", "USA")


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


def test_a_story_replaces_what_it_said() -> None:
    """And the hour tells what that was."""
    hour, first, second = Hour(), observed("a", ASSAULT), observed("a", ASSAULT, ACCUSE)

    assert [hour.hear("a", first), hour.hear("a", second)] == [None, first]
    assert (hour.totals, hour.outlets) == (Totals(threats=250, acts=1400), {"a.example": 1})


def test_a_correction_that_takes_all_back_leaves_nothing() -> None:
    """As if nobody had spoken."""
    hour = Hour()
    hour.hear("a", observed("a", ASSAULT))
    hour.hear("a", None)

    assert hour == Hour()


def test_a_closed_hour_keeps_its_sums() -> None:
    """Of the stories it tells who they were, once; then it hears nothing any more."""
    hour = Hour()
    for story in ("b", "a"):
        hour.hear(story, observed(story, ASSAULT))

    assert hour.close() == ["a", "b"]
    assert (hour.said, hour.totals.acts, hour.languages) == (None, 1400, {"de": 2})
    with pytest.raises(ValueError, match="closed"):
        hour.hear("c", observed("c", ASSAULT))
