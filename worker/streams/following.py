"""Follows topics for a reader that only looks: their tails first, then what comes, for ever.

It belongs to no consumer group, commits nothing and makes no topic. Records are read_committed and come
once: after a break reading goes on behind the last record that was handed over.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Protocol

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, OffsetOutOfRangeError

from worker.messages.record import SourceRecord
from worker.streams.connection import Connection, client_options
from worker.streams.ending import within
from worker.streams.lag import group_lag
from worker.streams.reach import Unreachable, reach
from worker.streams.received import received

#: The broker collects for this long: four answers a second however many records there are.
_COLLECT_MS = 250
_COLLECT_BYTES = 256 * 1024
_PARTITION_BYTES = 1024 * 1024
_FETCH_BYTES = 8 * 1024 * 1024
_RECORDS = 500
_TURN_MS = 1_000
_RETRY_MS = 500
_LOOK_SECONDS = 30.0
_FIRST_LOOK_SECONDS = 2.0
_LAG_SECONDS = 2.0
_PATIENCE_SECONDS = 5.0
_BACKOFF_SECONDS = 1.0
_LEAVE_SECONDS = 1.0

log = structlog.get_logger(__name__)

Lag = Sequence[tuple[str, int, int]]


class Sink(Protocol):
    """Who is told what the topics say; nothing is called twice at once, and nothing may block."""

    def begin(self) -> None:
        """Everything comes anew, from the tails."""

    def take(self, records: Sequence[SourceRecord]) -> None:
        """Records, in the order of each partition."""

    def caught_up(self) -> None:
        """What was there at the beginning has been handed over."""

    def heard(self, *, up: bool, lag: Lag | None = None) -> None:
        """Whether Kafka answers, and the lag of the worker's group where it can be known."""


class Follower:
    """Follows topics; ``tails`` says how many offsets before its end the reading of each begins.

    ``lag_of`` is a consumer group and the topics it reads, each with whether it is written in
    transactions; the group's offsets are looked at, not touched.
    """

    def __init__(
        self,
        connection: Connection,
        tails: Mapping[str, int],
        sink: Sink,
        *,
        lag_of: tuple[str, Mapping[str, bool]],
    ) -> None:
        self._connection = connection
        self._tails = tails
        self._sink = sink
        self._group, self._sources = lag_of
        self._next: dict[TopicPartition, int] = {}
        self._ends: dict[TopicPartition, int] = {}
        self._caught_up = False
        self._has_sources = False
        self._problem = ""

    async def run(self) -> None:
        """Follow for ever; whatever Kafka does, it is tried again."""
        self._sink.begin()
        while True:
            try:
                await self._follow()
            except OffsetOutOfRangeError:
                log.warning("records that were to be read are gone: reading the tails anew")
                self._forget()
            except (Unreachable, KafkaError, OSError, TimeoutError) as error:
                self._complain(str(error) or type(error).__name__)
            self._sink.heard(up=False)
            await asyncio.sleep(_BACKOFF_SECONDS)

    def _complain(self, problem: str) -> None:
        """Say it once, not every second until the broker is back."""
        if problem != self._problem:
            log.warning("Kafka cannot be read; trying again", why=problem)
        self._problem = problem

    def _forget(self) -> None:
        self._next.clear()
        self._ends.clear()
        self._caught_up = False
        self._sink.begin()

    async def _follow(self) -> None:
        options = client_options(self._connection)
        admin = AIOKafkaAdminClient(**options, request_timeout_ms=5_000)
        consumer = _consumer(options)
        watching: asyncio.Task[None] | None = None
        try:
            await reach(self._connection)  # says why not, and what to do
            async with asyncio.timeout(_PATIENCE_SECONDS * 2):
                await admin.start()
                await consumer.start()
            watching = asyncio.create_task(self._watch(admin, consumer))
            await self._read(admin, consumer, watching)
        finally:
            if watching is not None:
                watching.cancel()
            await within(_LEAVE_SECONDS, consumer.stop(), what="closing the reader")
            await within(_LEAVE_SECONDS, admin.close(), what="closing the admin client")

    async def _read(
        self, admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer, watching: asyncio.Task[None]
    ) -> None:
        look = 0.0
        while True:
            if watching.done():
                watching.result()
            if time.monotonic() >= look:
                await self._assign(admin, consumer)
                complete = len({one.topic for one in self._ends}) == len(self._tails)
                look = time.monotonic() + (_LOOK_SECONDS if complete else _FIRST_LOOK_SECONDS)
            await self._catch_up(consumer)
            if not consumer.assignment():
                await asyncio.sleep(_BACKOFF_SECONDS)
                continue
            self._hand_over(await consumer.getmany(timeout_ms=_TURN_MS, max_records=_RECORDS))

    def _hand_over(self, found: Mapping[TopicPartition, Sequence[ConsumerRecord]]) -> None:
        records = [received(record) for batch in found.values() for record in batch]
        if records:
            self._problem = ""
            self._sink.take(records)
        for partition, batch in found.items():
            self._next[partition] = batch[-1].offset + 1

    async def _catch_up(self, consumer: AIOKafkaConsumer) -> None:
        """Say once that all that was there at the beginning has come."""
        if self._caught_up:
            return
        for partition, end in self._ends.items():
            # The position, not the last record's offset: markers and aborted records fill offsets too.
            if await consumer.position(partition) < end:
                return
        self._caught_up = True
        self._sink.caught_up()

    async def _assign(self, admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer) -> None:
        """Read every partition there is; what is new begins at its tail."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            described = await admin.describe_topics()
        self._has_sources = any(topic["topic"] in self._sources for topic in described)
        there = _partitions(described, self._tails)
        places = {one: await consumer.position(one) for one in consumer.assignment()}
        new = [one for one in there if one not in places]
        if not new:
            return
        first = await consumer.beginning_offsets(new)
        ends = await consumer.end_offsets(new)
        for one in new:
            start = max(first[one], ends[one] - self._tails[one.topic])
            places[one] = self._next.get(one, start)
            self._ends.setdefault(one, ends[one])
        consumer.assign(list(places))
        for one, place in places.items():
            consumer.seek(one, place)

    async def _watch(self, admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer) -> None:
        """Tell every two seconds whether Kafka answers, and how far the worker is behind."""
        while True:
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    lag = await self._lag(admin, consumer)
            except (KafkaError, OSError, TimeoutError):
                self._sink.heard(up=False)
            else:
                self._sink.heard(up=True, lag=lag)
            await asyncio.sleep(_LAG_SECONDS)

    async def _lag(self, admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer) -> Lag | None:
        """The group's lag where it has something to read; a broker that never had a group is not asked.

        At the first question for one it would make a topic of its own.
        """
        if self._has_sources:
            return await group_lag(admin, consumer, self._group, self._sources)
        await admin.list_topics()
        return None


def _consumer(options: Mapping[str, object]) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        **options,
        enable_auto_commit=False,
        auto_offset_reset="none",
        isolation_level="read_committed",
        retry_backoff_ms=_RETRY_MS,
        fetch_min_bytes=_COLLECT_BYTES,
        fetch_max_wait_ms=_COLLECT_MS,
        fetch_max_bytes=_FETCH_BYTES,
        max_partition_fetch_bytes=_PARTITION_BYTES,
    )


def _partitions(
    described: Sequence[Mapping[str, object]], wanted: Mapping[str, int]
) -> list[TopicPartition]:
    return sorted(
        TopicPartition(str(topic["topic"]), partition["partition"])
        for topic in described
        if topic["topic"] in wanted
        for partition in topic["partitions"]  # type: ignore[attr-defined]
    )
