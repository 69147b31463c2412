"""Restores the state of a stage from its changelog: what is committed, up to the end.

Whoever wrote before is fenced by then, and its last transaction is decided: the end does not move.
State has a version. A record without the header ``state-version`` is of version 1, the only one so far;
a worker that writes another form of state names it there, and one that does not know it refuses to go on:
half a state understood would be worse than none.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from worker.streams.connection import Connection, client_options

_FETCH_BYTES = 16 * 1024 * 1024
#: Records applied before others get their turn in the event loop.
_BATCH = 2_000

VERSION = b"1"
VERSION_HEADER = "state-version"


class UnknownState(RuntimeError):
    """A changelog holds state that this worker cannot read; the message says where and what to do."""


async def restore(
    connection: Connection,
    changelog: tuple[str, int],
    apply: Callable[[bytes, bytes | None], None],
) -> int:
    """Apply every committed record of a changelog in its order; how many there were.

    Raises KafkaError when it cannot be read, UnknownState when a record is no state of our version.
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
                    _apply(record, apply)
                    count += 1
    return count


def _apply(record: ConsumerRecord, apply: Callable[[bytes, bytes | None], None]) -> None:
    if record.headers:
        version = dict(record.headers).get(VERSION_HEADER, VERSION)
        if version != VERSION:
            raise _unknown(record, f"its state is of version {version.decode(errors='replace')}")
    try:
        apply(record.key, record.value)
    except (ValueError, KeyError, TypeError) as error:
        raise _unknown(record, f"{type(error).__name__}: {error}") from error


def _unknown(record: ConsumerRecord, why: str) -> UnknownState:
    return UnknownState(
        f"{record.topic}/{record.partition} at offset {record.offset} is no state of version "
        f"{VERSION.decode()}: {why}\n"
        "A newer worker may have written it: start that one again. To begin with an empty state instead, "
        f"stop all workers, delete the topic {record.topic} and run `escalation-worker topics create`."
    )


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
