"""The codec of articles.signatures."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from worker.domain.outcome import Published
from worker.domain.signature import Signature
from worker.messages import signatures
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topics
from worker.stages.signatures import sign

TOPIC = Topics().signatures


@pytest.fixture
def signature(published: Published) -> Signature:
    """That of a small article."""
    return sign(published)


def consumed(record: Record) -> SourceRecord:
    """The record as it is read."""
    return SourceRecord(record.topic, 0, 7, 0, record.key, record.value, record.headers)


def test_what_was_encoded_is_decoded(signature: Signature) -> None:
    """Keyed by article."""
    record = signatures.encode(signature, topic=TOPIC, time=None)

    assert (record.topic, record.key) == ("articles.signatures", b"a-1")
    assert signatures.decode(consumed(record)) == signature


def test_the_time_of_the_raw_record_travels_along(signature: Signature) -> None:
    """In a header, in milliseconds: the coder does not know it."""
    record = signatures.encode(signature, topic=TOPIC, time=None)
    stamped = signatures.stamped(record, 1_656_000_000_123)

    assert signatures.decode(consumed(stamped)) == replace(signature, received=1_656_000_000)
    assert signatures.stamped(record, None) == record


def test_it_is_small(signature: Signature) -> None:
    """Events aside about half a kilobyte of fingerprint."""
    assert len(orjson.dumps(signatures.document(replace(signature, events=())))) < 1_000


@pytest.mark.parametrize("value", [None, b"", b"{", b"[]", b"{}", b'{"sketch": {}, "events": []}'])
def test_what_is_no_signature_is_told(value: bytes | None) -> None:
    """Whoever else wrote to the topic."""
    with pytest.raises(signatures.NoSignature):
        signatures.decode(SourceRecord("articles.signatures", 0, 7, 0, None, value))
