"""Records as the page reads them: the worked examples of the schemas, and small ones made to measure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson

from worker.domain.outcome import DeadLettered
from worker.messages.dead import dead_letter
from worker.messages.record import SourceRecord
from worker.messages.topics import Topics

TOPICS = Topics()
_EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
#: The last minute of 2023, in milliseconds.
NOW = 1_704_067_199_000


def example(topic: str, name: str) -> dict[str, Any]:
    """A worked example of a topic, by the name of its file without the suffix."""
    document: dict[str, Any] = json.loads((_EXAMPLES / topic / "1" / f"{name}.json").read_bytes())
    return document


def record(
    topic: str, value: object, *, offset: int = 0, partition: int = 0, at: int = NOW
) -> SourceRecord:
    """A record with a JSON value; ``at`` is Kafka's timestamp in milliseconds."""
    return SourceRecord(topic, partition, offset, at, b"key", orjson.dumps(value))


def event(number: int, *, article: str = "article-0", **places: int) -> SourceRecord:
    """A coded event whose id is "event-NUMBER"."""
    document = example("events.coded", "russia-threatens.de")
    document |= {"id": f"event-{number}", "article_id": article}
    return record(TOPICS.events.name, document, offset=places.pop("offset", number), **places)


def retraction(number: int, *, offset: int) -> SourceRecord:
    """What takes that event back."""
    document = example("events.coded", "russia-threatens.retracted.de")
    document |= {"id": f"event-{number}", "article_id": "article-0"}
    return record(TOPICS.events.name, document, offset=offset)


def article(number: int, *, language: str = "de", **places: int) -> SourceRecord:
    """An enriched article whose id is "article-NUMBER"."""
    document = example("articles.enriched", "gegenmassnahmen.de")
    document |= {"id": f"article-{number}", "language": language}
    return record(TOPICS.enriched.name, document, offset=places.pop("offset", number), **places)


def reading(
    subject: str, *, hour: str = "2024-01-31T23:00:00Z", value: float = 100.0, **places: int
) -> SourceRecord:
    """A reading of the index of a subject."""
    document = example("escalation.index", "usual") | {"subject": subject, "hour": hour}
    document["total"] = document["total"] | {"value": value}
    return record(TOPICS.index.name, document, **places)


def gone(subject: str, *, offset: int) -> SourceRecord:
    """The tombstone of a subject."""
    return SourceRecord(TOPICS.index.name, 0, offset, NOW, subject.encode(), None)


def dead(number: int, *, code: str = "decode/bad_encoding") -> SourceRecord:
    """A dead letter; its code may be one of another version of the worker."""
    source = SourceRecord(TOPICS.raw.name, 0, number, NOW, None, b"\xff<script>")
    outcome = DeadLettered(code, "it is no UTF-8")  # type: ignore[arg-type]
    made = dead_letter(source, outcome, topics=TOPICS)
    return SourceRecord(made.topic, 0, number, NOW, made.key, made.value, made.headers)
