"""What is gone from the desk: tombstones, retractions, what a new beginning forgets."""

from __future__ import annotations

import orjson

from tests.support.desks import SMALL, batch, desk, names, snapshot
from tests.support.shown import TOPICS, article, dead, event, gone, reading, retraction
from worker.page.desk.desk import Desk


def test_a_tombstone_takes_a_subject_away() -> None:
    """From the snapshot, and from who has it already; an old one does not."""
    some = desk()
    some.take([reading("RUS-USA", offset=0), reading("CHN-TWN", offset=1)])
    batch(some)

    some.take([gone("RUS-USA", offset=2)])

    assert [item["record"]["subject"] for item in snapshot(some)["index"]] == ["CHN-TWN"]
    assert batch(some)["gone"] == {"index": ["RUS-USA"]}
    some.take([reading("RUS-USA", offset=3)])
    assert (batch(some)["gone"], len(snapshot(some)["index"])) == ({}, 2)


def test_an_event_that_is_taken_back_is_shown_no_more() -> None:
    """Neither in the list nor with its article; what the new version tells under its id is."""
    some = desk()
    some.take([article(0), event(0, offset=1), event(1, offset=2)])
    batch(some)

    some.take([retraction(0, offset=3), retraction(1, offset=4), event(1, offset=5)])

    assert names(snapshot(some)["events"]) == ["event-1"]
    assert batch(some)["gone"] == {"events": ["event-0"]}
    shown = orjson.loads(some.article("article-0") or b"")
    assert names(shown["events"]) == ["event-1"]


def test_an_article_loses_what_was_taken_back_though_the_list_forgot_it() -> None:
    """The list holds five events, the article all of its own; a retraction is no event."""
    some = desk(SMALL)
    some.take([article(0), *(event(number, offset=number) for number in range(1, 9))])
    before = snapshot(some)["operations"]["events_per_second"]

    some.take([retraction(1, offset=9)])

    shown = orjson.loads(some.article("article-0") or b"")
    assert "event-1" not in names(shown["events"])
    assert len(shown["events"]) == 7
    assert snapshot(some)["operations"]["events_per_second"] == before


def test_while_the_tails_are_read_nothing_is_sent() -> None:
    """Then everything is under a name of its own, so that who came early starts again."""
    some = Desk(TOPICS)
    some.begin()
    some.take([event(1)])
    early = snapshot(some)

    assert (early["complete"], len(early["events"]), some.batch()) == (False, 1, None)
    some.caught_up()
    assert (snapshot(some)["complete"], some.batch()) == (True, None)
    assert snapshot(some)["epoch"] != early["epoch"]


def test_reading_anew_forgets_everything() -> None:
    """Another cluster may stand under the address."""
    some = desk()
    some.take([event(5), article(1), reading("RUS", offset=1), dead(0)])
    before = some.epoch

    some.begin()
    some.take([event(0)])

    shown = snapshot(some)
    assert names(shown["events"]) == ["event-0"]
    assert [shown[kind] for kind in ("articles", "index", "dead", "seq")] == [[], [], [], 0]
    assert some.epoch != before
