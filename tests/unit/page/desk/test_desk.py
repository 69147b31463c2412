"""Records in, snapshots and batches out: what a browser sees, without a browser and without Kafka."""

from __future__ import annotations

import orjson
import pytest

from tests.support.desks import SMALL, batch, desk, names, snapshot
from tests.support.shown import NOW, article, dead, event, example, reading, record


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
