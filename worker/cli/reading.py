"""Reads a topic as every reader of the worker's output should: committed records only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from worker.cli.clients import require_topic, running
from worker.messages.record import Record
from worker.messages.topics import LARGEST_RECORD_BYTES
from worker.streams.connection import Connection


async def read(
    connection: Connection,
    topic: str,
    show: Callable[[Record], None],
    *,
    from_beginning: bool = False,
    most: int | None = None,
    idle: float | None = None,
) -> None:
    """Hand every record of ``topic`` to ``show``; returns after ``most`` of them.

    Raises TimeoutError when nothing came for ``idle`` seconds, CommandError when there is no such
    topic or no Kafka.
    """
    await require_topic(connection, topic)
    async with running(
        AIOKafkaConsumer,
        connection,
        topic,
        enable_auto_commit=False,
        auto_offset_reset="earliest" if from_beginning else "latest",
        isolation_level="read_committed",
        max_partition_fetch_bytes=LARGEST_RECORD_BYTES,
    ) as consumer:
        shown = 0
        while most is None or shown < most:
            async with asyncio.timeout(idle):
                message = await consumer.getone()
            show(_record(message))
            shown += 1


def _record(message: ConsumerRecord[bytes | None, bytes | None]) -> Record:
    return Record(message.topic, message.key, message.value, tuple(message.headers))
