"""What a client has received as records of ours."""

from __future__ import annotations

from aiokafka import ConsumerRecord

from worker.messages.record import SourceRecord


def received(message: ConsumerRecord) -> SourceRecord:
    """The record that aiokafka gave, bytes as they came; ``timestamp`` in milliseconds."""
    return SourceRecord(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        timestamp=message.timestamp,
        key=message.key,
        value=message.value,
        headers=tuple(message.headers),
    )
