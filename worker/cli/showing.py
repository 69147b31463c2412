"""Records of any topic, as JSON and as a line for people."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from rich.text import Text

from worker.cli import sentences, watching
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
    """A record on one line; a tombstone says whose it is."""
    views: dict[str, Callable[[Json], Text]] = {
        topics.events.name: sentences.event_line,
        topics.enriched.name: sentences.enriched_line,
        topics.dead.name: sentences.dead_line,
        topics.stories.name: watching.story_line,
        topics.index.name: watching.index_line,
        topics.alerts.name: watching.alert_line,
    }
    if record.value is None and record.topic == topics.index.name:
        return Text(f"{(record.key or b'').decode()} is forgotten", "dim")
    document = as_json(record, topics)
    view = views.get(record.topic)
    return view(document) if view else Text(orjson.dumps(document).decode())
