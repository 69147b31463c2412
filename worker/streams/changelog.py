"""Restores the state of a stage from its changelog: what is committed, up to the end.

Whoever wrote before is fenced by then, and its last transaction is decided: the end does not move.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition

from worker.streams.connection import Connection, client_options

_FETCH_BYTES = 16 * 1024 * 1024
#: Records applied before others get their turn in the event loop.
_BATCH = 2_000


async def restore(
    connection: Connection,
    changelog: tuple[str, int],
    apply: Callable[[bytes, bytes | None], None],
) -> int:
    """Apply every committed record of a changelog in its order; how many there were.

    Raises KafkaError when it cannot be read, ValueError or KeyError when a record is no state.
    """
    source, count = TopicPartition(*changelog), 0
    consumer = AIOKafkaConsumer(
        **client_options(connection),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        max_partition_fetch_bytes=_FETCH_BYTES,
        check_crcs=False,
    )
    async with consumer:
        consumer.assign([source])
        end = (await consumer.end_offsets([source]))[source]
        await consumer.seek_to_beginning(source)
        with _without_collection():
            while await consumer.position(source) < end:
                batches = await consumer.getmany(source, timeout_ms=500, max_records=_BATCH)
                for record in batches.get(source, ()):
                    apply(record.key, record.value)
                    count += 1
    return count


@contextmanager
def _without_collection() -> Iterator[None]:
    """Make millions of objects without looking for garbage among them: all of them are kept."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
