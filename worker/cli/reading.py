"""Reads topics as every reader of the worker's output should: committed records only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from aiokafka import AIOKafkaConsumer

from worker.cli.clients import require_topic, running
from worker.messages.record import Record
from worker.messages.topics import LARGEST_RECORD_BYTES
from worker.streams.connection import Connection


@asynccontextmanager
async def reader(
    connection: Connection, topic: str, *, from_beginning: bool = False
) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer that stands at the end of ``topic`` already, or at its beginning.

    It belongs to no group. Raises CommandError when there is no such topic or no Kafka.
    """
    await require_topic(connection, topic)
    async with _consumer(connection, topic, "earliest" if from_beginning else "latest") as consumer:
        for partition in consumer.assignment():
            await consumer.position(partition)  # found out now, not at the first read
        yield consumer


async def records(
    consumer: AIOKafkaConsumer, *, most: int | None = None, idle: float | None = None
) -> AsyncIterator[Record]:
    """What comes, as it comes: at most ``most`` records, until nothing came for ``idle`` seconds."""
    given = 0
    with suppress(TimeoutError):
        while most is None or given < most:
            async with asyncio.timeout(idle):
                message = await consumer.getone()
            yield Record(message.topic, message.key, message.value, tuple(message.headers))
            given += 1


def _consumer(
    connection: Connection, topic: str, offset: str
) -> AbstractAsyncContextManager[AIOKafkaConsumer]:
    return running(
        AIOKafkaConsumer,
        connection,
        topic,
        enable_auto_commit=False,
        auto_offset_reset=offset,
        isolation_level="read_committed",
        max_partition_fetch_bytes=LARGEST_RECORD_BYTES,
    )
