"""Codec of escalation.index: the reading of a subject as people and dashboards take it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, takewhile

import orjson

from worker.domain.index import Part, Reading
from worker.domain.signature import Subject
from worker.messages import cloudevents
from worker.messages.evidence import Json
from worker.messages.record import Record
from worker.messages.times import at_hour
from worker.messages.topics import Topic

#: Bytes of JSON that the names of a list may take: four such lists leave half of a record free.
NAMES_BYTES = 128 * 1024


def encode(reading: Reading, *, topic: Topic) -> Record:
    """The record of a reading, keyed by its subject."""
    headers = cloudevents.headers(
        event_id=f"{reading.subject.name}/{reading.hour}",
        kind="index.read",
        subject=reading.subject.name,
        time=at_hour(reading.hour),
        topic=topic,
        stage="index",
    )
    value = orjson.dumps(document(reading))
    return Record(topic.name, reading.subject.name.encode(), value, headers)


def gone(subject: Subject, *, topic: Topic) -> Record:
    """The tombstone of a subject of which nothing is known any more."""
    return Record(topic.name, subject.name.encode(), None)


def document(reading: Reading) -> Json:
    """A reading as a JSON object."""
    return {
        "subject": reading.subject.name,
        "kind": reading.subject.kind,
        "hour": at_hour(reading.hour),
        "total": part_document(reading.total),
        "threats": part_document(reading.threats),
        "acts": part_document(reading.acts),
        "easing": reading.easing,
        "coverage": reading.coverage,
        "silent": _fitting(reading.silent),
        "stories": reading.stories,
    }


def part_document(part: Part) -> Json:
    """A part of a reading as a JSON object."""
    return {
        "value": part.value,
        "points": part.points,
        "z": part.z,
        "baseline": {
            "mean": part.baseline.mean,
            "deviation": part.baseline.deviation,
            "days": part.baseline.days,
        },
        "outlets": _fitting(part.outlets),
    }


def _fitting(names: Iterable[str]) -> list[str]:
    """The first names, as many as a record has room for: whoever prints much must not stop the index."""
    known = list(names)
    sizes = accumulate(len(orjson.dumps(name)) + len(",") for name in known)
    return known[: sum(1 for _ in takewhile(lambda size: size <= NAMES_BYTES, sizes))]
