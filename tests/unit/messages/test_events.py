"""The codec of events.coded."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from worker.domain.event import Event, EventDate, Implied, Place, Speaker
from worker.domain.outcome import Published
from worker.domain.text import Span
from worker.messages.events import documents, encode
from worker.messages.evidence import Json
from worker.messages.topics import Topics

TOPIC = Topics().events


@pytest.fixture
def found(published: Published) -> Json:
    """The event as a JSON object."""
    return documents(published)[0]


def test_the_key_is_the_dyad(published: Published, event: Event) -> None:
    """All events between two sides stay in order."""
    (record,) = encode(published, topic=TOPIC)
    headers = dict(record.headers)

    assert (record.topic, record.key) == ("events.coded", b"RUS-NATO")
    assert (headers["ce_id"], headers["ce_subject"]) == (event.id.encode(), b"a-1")


def test_the_value_is_the_document(published: Published, found: Json) -> None:
    """What the command line prints is what goes over the wire."""
    (record,) = encode(published, topic=TOPIC)

    assert record.value == orjson.dumps(found)


def test_an_article_without_events_gives_no_record(published: Published) -> None:
    """No event is a valid answer."""
    silent = replace(published, analysis=replace(published.analysis, events=()))

    assert encode(silent, topic=TOPIC) == ()


def test_an_event_can_be_read_alone(found: Json) -> None:
    """Where it comes from, what it is on both scales, and the sentence it was read from."""
    assert (found["article_id"], found["language"]) == ("a-1", "de")
    assert (found["goldstein"], found["plover_score"], found["kahn"]) == (-6.0, -3.5, [3, 4])
    assert found["trigger"] == {"start": 15, "end": 20, "surface": "droht", "lemma": "drohen"}
    assert found["evidence"]["surface"] == "Russland droht der Nato nicht."
    assert found["modality_cue"] == (
        {"start": 30, "end": 35, "surface": "nicht", "kind": "negation"}
    )


def test_empty_slots_say_why_in_the_order_of_the_slots(found: Json) -> None:
    """Null never stands alone, whatever the order the reasons were found in."""
    assert (found["speaker"], found["date"], found["place"]) == (None, None, None)
    assert list(found["missing"].items()) == [
        ("speaker", "unattributed"),
        ("date", "no_time_expression"),
        ("place", "not_mentioned"),
    ]


def test_filled_slots_carry_their_evidence(published: Published, event: Event) -> None:
    """Speaker, date and place each name the characters they were read from."""
    lage = Span(0, 4, "Lage")
    full = replace(
        event,
        speaker=Speaker(event.sources[0], lage, "direct", lage),
        date=EventDate("2022-06", "month", lage),
        place=Place(lage, "RUS"),
    )
    analysis = replace(published.analysis, events=(full,))
    (found,) = documents(replace(published, analysis=analysis))
    span = {"start": 0, "end": 4, "surface": "Lage"}

    assert found["speaker"]["actor"] == found["sources"][0]
    assert (found["speaker"]["cue"], found["speaker"]["source"]) == (span, span)
    assert found["date"] == span | {"value": "2022-06", "precision": "month"}
    assert found["place"] == span | {"country": "RUS"}


def test_what_the_article_implies_stays_apart(published: Published, event: Event) -> None:
    """The slot is empty and says why; the implied side has the mention that names it, and a rule."""
    implied = Implied("target", event.sources[0], "headline")
    alone = replace(event, targets=(), missing={"target": "not_mentioned"}, implied=(implied,))
    analysis = replace(published.analysis, events=(alone,))
    (found,) = documents(replace(published, analysis=analysis))

    assert (found["targets"], found["missing"]) == ([], {"target": "not_mentioned"})
    assert [one["rule"] for one in found["implied"]] == ["headline"]
    assert found["implied"][0]["actor"] == found["sources"][0]


def test_a_side_is_the_slot_else_what_is_implied(event: Event) -> None:
    """Who reads only one of both sides reads the better one."""
    implied = Implied("target", event.sources[0], "headline")
    alone = replace(event, targets=(), implied=(implied,))

    assert event.side("target") == event.targets
    assert (alone.side("source"), alone.side("target")) == (event.sources, (implied.actor,))
