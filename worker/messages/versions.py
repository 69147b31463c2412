"""Codec of articles.changelog: the last published version of each article, by its id.

Hundreds of thousands of them are kept in memory, where ``Kept`` takes a fifth of the room of their bytes.
"""

from __future__ import annotations

import zlib
from typing import Any, NewType

import orjson

from worker.domain.version import SentEvent, Version

Json = dict[str, Any]

#: A packed version as it is kept: four bytes of its hour, then compressed.
Kept = NewType("Kept", bytes)

_HEAD = b'{"hour":'
_HOUR_BYTES = 4
#: What versions have in common, the most frequent last; a change of it changes no state.
_COMMON = (
    b'"resolved_type":null,"modality":"negated","modality":"conditional","modality":"future",'
    b'"modality":"historical","modality":"reported"},AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT '
    b"REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
    b'{"hour":480000,"sha256":"","events":[{"id":"","dyad":"RUS-UKR","type":"ASSAULT",'
    b'"resolved_type":"ASSAULT","modality":"asserted"},{"id":"'
)
#: Raw deflate: no head, no checksum.
_RAW = -zlib.MAX_WBITS


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


def keep(value: bytes) -> Kept:
    """A packed version in little room; raises ValueError for what is none."""
    compressor = zlib.compressobj(wbits=_RAW, zdict=_COMMON)
    body = compressor.compress(value) + compressor.flush()
    return Kept(hour_of(value).to_bytes(_HOUR_BYTES, "big") + body)


def kept_hour(kept: Kept) -> int:
    """The hour of a version that is kept."""
    return int.from_bytes(kept[:_HOUR_BYTES], "big")


def restore(kept: Kept) -> bytes:
    """The packed version again, byte for byte."""
    decompressor = zlib.decompressobj(wbits=_RAW, zdict=_COMMON)
    return decompressor.decompress(kept[_HOUR_BYTES:]) + decompressor.flush()


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
