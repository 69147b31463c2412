"""A recorded range of a topic: from a time or an offset up to another, in a fixed order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, TopicPartition

from worker.cli.clients import require_topic, running
from worker.cli.failures import MISUSED, CommandError
from worker.messages.record import SourceRecord
from worker.messages.topics import LARGEST_RECORD_BYTES
from worker.streams.connection import Connection
from worker.streams.received import received


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a topic: a time in milliseconds since 1970 (UTC), or an offset."""

    time: int | None = None
    offset: int | None = None

    @classmethod
    def of(cls, text: str) -> Point:
        """Read "2022-06-29", "2022-06-29T18:00+02:00" or an offset; raises CommandError."""
        if text.isdecimal():
            return cls(offset=int(text))
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise CommandError(
                f"{text!r} is neither a time (2022-06-29T18:00+02:00) nor an offset", code=MISUSED
            ) from error
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return cls(time=int(moment.timestamp() * 1000))


@dataclass(frozen=True, slots=True)
class Range:
    """Records from ``start`` (the beginning without one) up to ``end``, which is not part of it.

    Without ``end`` it goes to where the topic ends now. Offsets need a ``partition``.
    """

    topic: str
    partition: int | None = None
    start: Point | None = None
    end: Point | None = None

    def check(self) -> None:
        """Raise CommandError for an offset that could be any partition's."""
        offsets = [p for p in (self.start, self.end) if p is not None and p.offset is not None]
        if offsets and self.partition is None:
            raise CommandError(
                "an offset counts in one partition: name it with --partition", code=MISUSED
            )


async def records(connection: Connection, wanted: Range) -> AsyncIterator[SourceRecord]:
    """The committed records of a range, partition after partition, each by offset."""
    wanted.check()
    await require_topic(connection, wanted.topic)
    async with running(
        AIOKafkaConsumer,
        connection,
        wanted.topic,
        enable_auto_commit=False,
        isolation_level="read_committed",
        max_partition_fetch_bytes=LARGEST_RECORD_BYTES,
    ) as consumer:
        for partition in _partitions(consumer, wanted):
            async for record in _of(consumer, partition, wanted):
                yield record


def _partitions(consumer: AIOKafkaConsumer, wanted: Range) -> list[TopicPartition]:
    known = sorted(consumer.assignment())
    chosen = [one for one in known if wanted.partition in (None, one.partition)]
    if not chosen:
        raise CommandError(
            f"{wanted.topic} has {len(known)} partitions, none is {wanted.partition}"
        )
    return chosen


async def _of(
    consumer: AIOKafkaConsumer, partition: TopicPartition, wanted: Range
) -> AsyncIterator[SourceRecord]:
    """The records of one partition, the others being paused."""
    consumer.pause(*consumer.assignment())
    consumer.resume(partition)
    first = (await consumer.beginning_offsets([partition]))[partition]
    last = (await consumer.end_offsets([partition]))[partition]
    end = await _offset(consumer, partition, wanted.end, last)
    start = await _offset(consumer, partition, wanted.start, last) if wanted.start else first
    consumer.seek(partition, max(start, first))
    # The position, not the last record's offset: commit markers and aborted records fill offsets too.
    while await consumer.position(partition) < end:
        found = await consumer.getmany(partition, timeout_ms=200)
        for message in found.get(partition, ()):
            if message.offset < end:
                yield received(message)


async def _offset(
    consumer: AIOKafkaConsumer, partition: TopicPartition, point: Point | None, last: int
) -> int:
    """The offset of a point in a partition, at most that of its end."""
    if point is None:
        return last
    if point.offset is not None:
        return min(point.offset, last)
    found = (await consumer.offsets_for_times({partition: point.time}))[partition]
    return last if found is None else int(found.offset)
