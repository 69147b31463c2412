"""Codec of index.observations: what a story says of a subject, and what time it is."""

from __future__ import annotations

import orjson

from worker.domain.observation import Observation, Tick
from worker.domain.signature import Subject
from worker.messages import cloudevents
from worker.messages.evidence import Json
from worker.messages.record import Record, SourceRecord
from worker.messages.signatures import event_document, event_from_json
from worker.messages.times import at_hour, utc
from worker.messages.topics import Topic

#: Key of the records that say what time it is.
_TICK = b"~tick"


class NoObservation(ValueError):
    """The value is no record of index.observations of this version."""


def encode(observation: Observation, *, topic: Topic) -> Record:
    """The record of an observation, keyed by its subject."""
    headers = cloudevents.headers(
        event_id=f"{observation.story}/{observation.subject.name}/{observation.article_id}",
        kind="story.observed",
        subject=observation.subject.name,
        time=utc(observation.time),
        topic=topic,
        stage="stories",
    )
    value = orjson.dumps({"kind": "story", **document(observation)})
    return Record(topic.name, observation.subject.name.encode(), value, headers)


def encode_tick(tick: Tick, *, topic: Topic) -> Record:
    """The record that every partition of the topic must get."""
    headers = cloudevents.headers(
        event_id=f"tick/{tick.hour}",
        kind="hour.begun",
        subject="tick",
        time=at_hour(tick.hour),
        topic=topic,
        stage="stories",
    )
    silent = {"outlets": list(tick.silent_outlets), "languages": list(tick.silent_languages)}
    value = orjson.dumps({"kind": "tick", "hour": tick.hour, "silent": silent})
    return Record(topic.name, _TICK, value, headers)


def decode(source: SourceRecord) -> Observation | Tick:
    """What is in a record; raises NoObservation."""
    try:
        fields = orjson.loads(source.value or b"")
        if fields.pop("kind") == "story":
            return from_json(fields)
        silent = fields["silent"]
        return Tick(fields["hour"], tuple(silent["outlets"]), tuple(silent["languages"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoObservation(f"{type(error).__name__}: {error}") from error


def document(observation: Observation) -> Json:
    """An observation as a JSON object."""
    return {
        "subject": {"name": observation.subject.name, "kind": observation.subject.kind},
        "story": observation.story,
        "time": observation.time,
        "article_id": observation.article_id,
        "title": observation.title,
        "language": observation.language,
        "outlet": observation.outlet,
        "origin": observation.origin,
        "score": observation.score,
        "events": [event_document(event) for event in observation.events],
    }


def from_json(fields: Json) -> Observation:
    """The reverse of ``document``; raises ValueError, KeyError, TypeError."""
    return Observation(
        **{
            **fields,
            "subject": Subject(**fields["subject"]),
            "events": tuple(event_from_json(event) for event in fields["events"]),
        }
    )
