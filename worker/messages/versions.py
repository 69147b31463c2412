"""Codec of articles.changelog: the last published version of each article, by its id."""

from __future__ import annotations

from typing import Any

import orjson

from worker.domain.version import SentEvent, Version

Json = dict[str, Any]

_HEAD = b'{"hour":'


def pack(version: Version, *, hour: int) -> bytes:
    """A version as state; ``hour`` (since 1970) is when its raw record came in.

    The hour comes first, for ``hour_of``.
    """
    events = [document(event) for event in version.events]
    return orjson.dumps({"hour": hour, "sha256": version.sha256, "events": events})


def hour_of(value: bytes) -> int:
    """The hour of a packed version, without reading the rest; raises ValueError for what is none."""
    if not value.startswith(_HEAD):
        raise ValueError(f"no version of an article: {value[:40]!r}")
    return int(value[len(_HEAD) : value.find(b",")])


def unpack(article_id: str, value: bytes) -> Version:
    """The reverse of ``pack``; raises ValueError, KeyError, TypeError for what is no such state."""
    fields = orjson.loads(value)
    events = tuple(SentEvent(**event) for event in fields["events"])
    return Version(article_id, fields["sha256"], events)


def document(event: SentEvent) -> Json:
    """What is kept of an event, and what a retraction repeats of it."""
    return {
        "id": event.id,
        "dyad": event.dyad,
        "type": event.type,
        "resolved_type": event.resolved_type,
        "modality": event.modality,
    }
