"""Codec of articles.signatures: what the stories stage is told of an article."""

from __future__ import annotations

import struct
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable
from dataclasses import replace

import orjson

from worker.domain.signature import CompactEvent, Signature, Sketch
from worker.domain.text import Span
from worker.languages.subjects import subjects
from worker.messages import cloudevents
from worker.messages.evidence import Json, span
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topic

#: Header with the time at which the raw record came in, in milliseconds since 1970.
_RECEIVED = "received"


class NoSignature(ValueError):
    """The value is no record of articles.signatures of this version."""


def encode(signature: Signature, *, topic: Topic, time: str | None) -> Record:
    """The record of a signature, keyed by article; ``time`` is its publication as RFC 3339."""
    headers = cloudevents.headers(
        event_id=signature.article_id,
        kind="article.signed",
        subject=signature.article_id,
        time=time,
        topic=topic,
    )
    value = orjson.dumps(document(signature))
    return Record(topic.name, signature.article_id.encode(), value, headers)


def stamped(record: Record, timestamp: int | None) -> Record:
    """The record with the Kafka time (ms) of the raw record it was made from."""
    if timestamp is None:
        return record
    return replace(record, headers=(*record.headers, (_RECEIVED, str(timestamp).encode())))


def decode(source: SourceRecord) -> Signature:
    """The signature in a record, ``received`` from its header; raises NoSignature."""
    try:
        signature = from_json(orjson.loads(source.value or b""))
        stamp = next((value for name, value in source.headers if name == _RECEIVED), None)
        return signature if stamp is None else replace(signature, received=int(stamp) // 1000)
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise NoSignature(f"{type(error).__name__}: {error}") from error


def document(signature: Signature) -> Json:
    """A signature as a JSON object."""
    return {
        "article_id": signature.article_id,
        "digest": signature.digest,
        "language": signature.language,
        "title": signature.title,
        "outlet": signature.outlet,
        "origin": signature.origin,
        "url": signature.url,
        "length": signature.length,
        "published": signature.published,
        "received": signature.received,
        "score": signature.score,
        "level": signature.level,
        "direction": signature.direction,
        "correction": signature.correction,
        "sketch": sketch_document(signature.sketch),
        "events": [event_document(event) for event in signature.events],
    }


def from_json(fields: Json) -> Signature:
    """The reverse of ``document``; raises ValueError, KeyError, TypeError."""
    return Signature(
        **{
            **fields,
            "sketch": sketch_from_json(fields["sketch"]),
            "events": tuple(event_from_json(event) for event in fields["events"]),
        }
    )


def sketch_document(sketch: Sketch) -> Json:
    """A sketch as a JSON object, its arrays as base64 of little-endian 16-bit values."""
    return {
        "body": _text(sketch.body),
        "size": sketch.size,
        "keys": list(sketch.keys),
        "facts": _text(_packed(sketch.facts)),
        "lead_facts": _text(_packed(sketch.lead_facts)),
    }


def sketch_from_json(fields: Json) -> Sketch:
    """The reverse of ``sketch_document``; raises ValueError, KeyError, TypeError."""
    return Sketch(
        body=a2b_base64(fields["body"]),
        size=fields["size"],
        keys=tuple(fields["keys"]),
        facts=_unpacked(fields["facts"]),
        lead_facts=_unpacked(fields["lead_facts"]),
    )


def event_document(event: CompactEvent) -> Json:
    """A compact event as a JSON object."""
    return {
        "id": event.id,
        "type": event.type,
        "resolved_type": event.resolved_type,
        "modality": event.modality,
        "sources": list(event.sources),
        "targets": list(event.targets),
        "evidence": span(event.evidence),
    }


def event_from_json(fields: Json) -> CompactEvent:
    """The reverse of ``event_document``; raises ValueError, KeyError, TypeError."""
    sources, targets = tuple(fields["sources"]), tuple(fields["targets"])
    return CompactEvent(
        id=fields["id"],
        type=fields["type"],
        resolved_type=fields["resolved_type"],
        modality=fields["modality"],
        sources=sources,
        targets=targets,
        subjects=subjects(sources, targets),
        evidence=Span(**fields["evidence"]),
    )


def _text(content: bytes) -> str:
    return b2a_base64(content, newline=False).decode("ascii")


def _packed(values: Iterable[int]) -> bytes:
    ordered = sorted(values)
    return struct.pack(f"<{len(ordered)}H", *ordered)


def _unpacked(text: str) -> frozenset[int]:
    content = a2b_base64(text)
    return frozenset(struct.unpack(f"<{len(content) // 2}H", content))
