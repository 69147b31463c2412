"""Records in, snapshots and batches out: what a browser sees, without a browser and without Kafka."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import orjson
import pytest

from tests.support.shown import (
    NOW,
    TOPICS,
    article,
    dead,
    event,
    example,
    gone,
    reading,
    record,
    retraction,
)
from worker.messages.record import SourceRecord
from worker.page.desk.desk import Desk
from worker.page.limits import Bound, Limits

SMALL = Limits(events=Bound(5, 100_000), batch=Bound(3, 100_000), texts=Bound(2, 100_000))


def desk(limits: Limits | None = None) -> Desk:
    """A desk that has caught up with empty topics."""
    made = Desk(TOPICS, limits, clock=lambda: 1_000.0)
    made.begin()
    made.caught_up()
    return made


def snapshot(of: Desk) -> Any:
    """A snapshot, parsed."""
    return orjson.loads(of.snapshot())


def batch(of: Desk) -> Any:
    """A batch, parsed; None when nothing changed."""
    made = of.batch()
    return made and orjson.loads(made)


def names(items: list[Any]) -> list[str]:
    """The ids of events."""
    return [item["record"]["id"] for item in items]


def merged(*parts: Any) -> dict[str, dict[str, Any]]:
    """What a client has after snapshots and batches, by the rule of doc/page.md."""
    held: dict[str, dict[str, Any]] = {"events": {}, "index": {}}
    for part in parts:
        for kind, name in (("events", "id"), ("index", "subject")):
            for item in part[kind]:
                key, at = item["record"][name], item["at"]
                old = held[kind].get(key, item)["at"]
                if (at["timestamp"], at["offset"]) >= (old["timestamp"], old["offset"]):
                    held[kind][key] = {"at": at, "record": item["record"]}
            for key in part.get("gone", {}).get(kind, ()):
                held[kind].pop(key, None)
    return held


def test_an_event_is_shown_as_its_topic_has_it() -> None:
    """With the place it comes from."""
    some = desk()
    document = example("events.coded", "usa-mobilizes.de")

    some.take([record("events.coded", document, offset=7, partition=3)])

    place = {"topic": "events.coded", "partition": 3, "offset": 7, "timestamp": NOW}
    assert snapshot(some)["events"] == [{"at": place, "record": document}]


@pytest.mark.parametrize(
    ("topic", "name", "kind"),
    [
        ("stories", "zweitdruck.de", "stories"),
        ("escalation.alerts", "graver", "alerts"),
        ("escalation.index", "crisis", "index"),
    ],
)
def test_stories_alerts_and_readings_are_shown_too(topic: str, name: str, kind: str) -> None:
    """Each in its list, whole."""
    some = desk()
    document = example(topic, name)

    some.take([record(topic, document)])

    assert snapshot(some)[kind][0]["record"] == document
    assert batch(some)[kind][0]["record"] == document


def test_an_article_is_shown_without_its_text() -> None:
    """What a list needs; the rest is asked for."""
    some = desk()

    some.take([record("articles.enriched", example("articles.enriched", "belarus-sanctions.en"))])

    (shown,) = snapshot(some)["articles"]
    assert shown.pop("at")["topic"] == "articles.enriched"
    assert shown == {
        "id": "https://sample.example/world/belarus-sanctions",
        "language": "en",
        "url": "https://sample.example/world/belarus-sanctions",
        "outlet": "Sample Wire",
        "title": "EU imposes new sanctions on Belarus",
        "published_at": "2021-06-21T15:30:00Z",
        "score": 13.0,
        "level": 1,
        "direction": "escalating",
        "events": 3,
    }


def test_a_dead_letter_is_shown_by_its_error_alone() -> None:
    """Its bytes may be anything."""
    some = desk()

    some.take([dead(88)])

    (shown,) = snapshot(some)["dead"]
    assert (shown["error"]["code"], shown["error"]["offset"]) == ("decode/bad_encoding", 88)
    assert (shown["bytes"], shown["key"]) == (9, None)
    assert b"script" not in some.snapshot()


def test_a_batch_has_what_changed_once_and_as_it_is_now() -> None:
    """A story or subject that changed three times is sent once."""
    some = desk()
    some.take(
        [reading("RUS-USA", value=value, offset=offset) for offset, value in enumerate((1, 2, 3))]
    )

    first, second = batch(some), batch(some)

    assert [item["record"]["total"]["value"] for item in first["index"]] == [3]
    assert (first["seq"], first["events"], first["gone"]) == (1, [], {})
    assert second is None


def test_batches_are_numbered_and_the_newest_comes_first() -> None:
    """A snapshot names the batch it stands behind."""
    some = desk()
    some.take([event(1), event(2)])
    first = batch(some)
    some.take([event(3)])

    assert (first["seq"], names(first["events"])) == (1, ["event-2", "event-1"])
    assert snapshot(some)["seq"] == 1
    assert (batch(some)["seq"], snapshot(some)["seq"]) == (2, 2)


def test_a_record_that_comes_twice_is_taken_once() -> None:
    """Whoever reads on after a break may read some again."""
    some = desk()
    some.take([event(1), event(2)])
    batch(some)

    some.take([event(1), event(2), event(3)])

    assert names(batch(some)["events"]) == ["event-3"]
    assert snapshot(some)["operations"]["events_per_second"] == 3.0


def test_a_flood_is_cut_and_the_cut_is_told() -> None:
    """The newest three of a batch are sent, the newest five are held."""
    some = desk(SMALL)

    some.take([event(number) for number in range(9)])

    made = batch(some)
    assert names(made["events"]) == ["event-8", "event-7", "event-6"]
    assert made["omitted"] == {"events": 6}
    assert len(snapshot(some)["events"]) == 5
    some.take([event(9)])
    assert batch(some)["omitted"] == {}


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


def test_the_index_of_a_subject_has_its_history() -> None:
    """The topic keeps the last reading alone."""
    some = desk()
    hours = ("2024-01-31T21:00:00Z", "2024-01-31T22:00:00Z", "2024-01-31T22:00:00Z")

    some.take(
        reading("RUS-USA", hour=hour, value=100.0 + number, offset=number)
        for number, hour in enumerate(hours)
    )

    (shown,) = snapshot(some)["index"]
    assert [(hour, value) for hour, value, _, _ in shown["history"]] == [
        (474_093, 100.0),
        (474_094, 102.0),
    ]
    assert "history" not in batch(some)["index"][0]


def test_an_article_comes_with_its_text_and_its_events() -> None:
    """Whichever of them was there first."""
    some = desk()
    some.take([event(1, article="article-7"), article(7), event(2, article="article-7"), event(3)])

    found = orjson.loads(some.article("article-7") or b"null")

    assert "Gegenmaßnahmen" in found["record"]["text"]
    assert names(found["events"]) == ["event-1", "event-2"]
    assert (found["at"]["topic"], some.article("article-0")) == ("articles.enriched", None)


def test_of_whole_articles_the_newest_are_held() -> None:
    """The summaries of the others stay."""
    some = desk(SMALL)

    some.take([article(number) for number in range(4)])

    assert some.article("article-1") is None
    assert some.article("article-3") is not None
    assert len(snapshot(some)["articles"]) == 4


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


NO_RECORDS = [
    replace(event(0), value=b"\xff\xfe not JSON"),
    replace(event(0), value=b"[]"),
    replace(event(0), value=b'{"id":5,"article_id":"a"}'),
    replace(event(0), value=b'{"id":"e"}'),
    replace(event(0), value=b"{" * 5_000),
    replace(article(0), value=b'{"id":"a","score":{}}'),
    record("escalation.index", {"subject": "RUS", "hour": "yesterday", "total": {}}),
    record("escalation.index", {"subject": "RUS", "hour": "0001-01-01T00:00:00+23:00"}),
    SourceRecord("articles.dead", 0, 0, NOW, None, b"bytes", ()),
    replace(gone("RUS", offset=0), key=b"\xff"),
]


@pytest.mark.parametrize("odd", NO_RECORDS)
def test_a_record_that_is_none_is_counted_and_not_shown(odd: SourceRecord) -> None:
    """What another program wrote to a topic does not end the page."""
    some = desk()

    some.take([odd, replace(event(9), offset=9)])

    shown = snapshot(some)
    assert names(shown["events"]) == ["event-9"]
    assert shown["operations"]["unreadable"] == 1
    assert [shown[kind] for kind in ("articles", "index", "dead")] == [[], [], []]


@pytest.mark.parametrize("timestamp", [None, -1, 2**62])
def test_a_timestamp_may_be_anything(timestamp: int | None) -> None:
    """It orders, it is shown, and it breaks no date."""
    some = desk()

    some.take([replace(event(1), timestamp=timestamp), replace(article(1), timestamp=timestamp)])

    assert snapshot(some)["events"][0]["at"]["timestamp"] == timestamp
    assert snapshot(some)["operations"]["since"] is not None


def test_every_document_is_one_line() -> None:
    """A line break would end a frame of the stream, so what stood between tokens is taken out."""
    some = desk()
    pretty = orjson.dumps(example("events.coded", "usa-mobilizes.de"), option=orjson.OPT_INDENT_2)

    some.take([replace(event(1), value=pretty)])

    assert b"\n" not in (some.batch() or b"\n")


def test_snapshots_and_batches_in_any_mixture_give_the_same() -> None:
    """A client that lost its connection anywhere has in the end what the others have."""
    chance, some = random.Random(3), desk()  # noqa: S311
    seen, before = [snapshot(some)], 0
    for offset in range(0, 60, 3):
        some.take([event(offset % 20, offset=offset, at=NOW + offset)])
        some.take([reading(f"S{offset % 7}", offset=offset + 1, at=NOW + offset)])
        if offset % 5 == 0:
            some.take([gone(f"S{offset % 7}", offset=offset + 2)])
        if (made := batch(some)) is not None:
            seen.append(made)
        if chance.random() < 0.3:
            before, middle = len(seen), snapshot(some)

    whole = merged(*seen)

    assert before
    assert merged(middle, *seen[before:]) == whole
    assert merged(snapshot(some)) == whole
    assert merged(*seen, snapshot(some)) == whole
