"""Records of any topic, as JSON and as a line for people."""

from __future__ import annotations

import orjson
from rich.text import Text

from worker.cli import sentences
from worker.messages import dead
from worker.messages.evidence import Json
from worker.messages.record import Record
from worker.messages.topics import Topics


def as_json(record: Record, topics: Topics) -> Json:
    """The value of a record; a dead letter with its error; what is no JSON object as a string."""
    if record.topic == topics.dead.name:
        return dead.as_json(record)
    try:
        document = orjson.loads(record.value or b"null")
    except orjson.JSONDecodeError:
        document = None
    if isinstance(document, dict):
        return document
    return {"value": (record.value or b"").decode("utf-8", "backslashreplace")}


def line(record: Record, topics: Topics) -> Text:
    """A record on one line."""
    document = as_json(record, topics)
    if record.topic == topics.events.name:
        return sentences.event_line(document)
    if record.topic == topics.enriched.name:
        return sentences.enriched_line(document)
    if record.topic == topics.dead.name:
        return sentences.dead_line(document)
    return Text(orjson.dumps(document).decode())
