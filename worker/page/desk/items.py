"""What the page shows of a record: its own bytes with the place they come from, or a summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import orjson

from worker.messages import dead
from worker.messages.evidence import Json
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topics
from worker.page.desk.shelf import Order

Kind = Literal["events", "articles", "stories", "index", "alerts", "dead"]
KINDS: tuple[Kind, ...] = ("events", "articles", "stories", "index", "alerts", "dead")

#: The fields that tell a thing from others of its kind.
_KEYS: dict[Kind, tuple[str, ...]] = {
    "events": ("id",),
    "articles": ("id",),
    "stories": ("id",),
    "index": ("subject",),
    "alerts": ("id", "status", "hour"),
}
_LONGEST_KEY = 200
#: A producer may write any number for a time; this is the last that has a date.
_LAST_TIMESTAMP = 253_402_300_799_000


#: What reading a record may raise that is none of its topic.
MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to show: a JSON object under the key that tells it from others of its kind.

    ``body`` is None when the record says that there is nothing under its key any more: a tombstone, or the
    retraction of an event. ``document`` is the record's value, parsed.
    """

    kind: Kind
    key: str
    order: Order
    body: bytes | None
    document: Json


class Items:
    """Turns records into items, by the topics of a cluster."""

    def __init__(self, topics: Topics) -> None:
        self._kinds: dict[str, Kind] = {
            topics.events.name: "events",
            topics.enriched.name: "articles",
            topics.stories.name: "stories",
            topics.index.name: "index",
            topics.alerts.name: "alerts",
            topics.dead.name: "dead",
        }

    def read(self, record: SourceRecord) -> Item | None:
        """The item of a record, None for one of another topic; raises one of MALFORMED."""
        kind = self._kinds.get(record.topic)
        return None if kind is None else _read(kind, record)


def _read(kind: Kind, record: SourceRecord) -> Item:
    written = min(max(0, record.timestamp or 0), _LAST_TIMESTAMP)
    order = (written, record.topic, record.partition, record.offset)
    if kind == "dead":
        return _dead(record, order)
    if record.value is None:
        return Item(kind, (record.key or b"").decode(), order, None, {})
    document = orjson.loads(record.value)
    key = "/".join(_text(document, name) for name in _KEYS[kind])
    if kind == "events" and document.get("status") == "retracted":
        return Item(kind, key, order, None, document)
    body = _summary(record, document) if kind == "articles" else whole(record)
    return Item(kind, key, order, body, document)


def _text(document: Json, name: str) -> str:
    if not isinstance(value := document[name], str):
        raise TypeError(f"{name} is no text")
    return value


def place(record: SourceRecord) -> bytes:
    """Where a record is, as a JSON object; names of topics need no escaping."""
    return (
        f'{{"topic":"{record.topic}","partition":{record.partition},"offset":{record.offset},'
        f'"timestamp":{"null" if record.timestamp is None else record.timestamp}}}'
    ).encode()


def one_line(value: bytes) -> bytes:
    """The same JSON without line breaks: between tokens only they may stand raw, and end a frame."""
    if b"\n" in value or b"\r" in value:
        return orjson.dumps(orjson.loads(value))
    return value


def whole(record: SourceRecord) -> bytes:
    """A record as it is, with its place."""
    return b'{"at":' + place(record) + b',"record":' + one_line(record.value or b"null") + b"}"


def _summary(record: SourceRecord, document: Json) -> bytes:
    """An article without its text."""
    title, score = document.get("title"), document["score"]
    return orjson.dumps(
        {
            "at": orjson.Fragment(place(record)),
            "id": document["id"],
            "language": _text(document, "language"),
            "url": document.get("url"),
            "outlet": document.get("outlet"),
            "title": title and title["surface"],
            "published_at": document.get("published_at"),
            "score": score["value"],
            "level": score["level"],
            "direction": score["direction"],
            "events": len(document["events"]),
        }
    )


def _dead(record: SourceRecord, order: Order) -> Item:
    """What went wrong with an article, without the article: it may be anything."""
    error = dead.error(Record(record.topic, record.key, record.value, record.headers))
    key = None if record.key is None else record.key[:_LONGEST_KEY].decode("utf-8", "replace")
    document = {
        "at": orjson.Fragment(place(record)),
        "error": error,
        "key": key,
        "bytes": len(record.value or b""),
    }
    body = orjson.dumps(document)
    return Item("dead", f"{record.partition}/{record.offset}", order, body, document)
