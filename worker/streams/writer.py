"""The transactional producer of one source partition: what makes the output exactly-once.

The transactional id is named after the source partition. Opening fences whoever wrote for it before
and ends what that one left open; only then is the committed offset read, so nothing can be committed
behind our back. A transaction holds output records and the source offset, or nothing at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import InvalidProducerEpoch, KafkaError, ProducerFenced
from aiokafka.structs import OffsetAndMetadata

from worker.messages.record import Record
from worker.messages.topics import LARGEST_RECORD_BYTES
from worker.streams.connection import Connection, client_options
from worker.streams.ending import within
from worker.streams.offsets import committed
from worker.streams.refused import Refused, guilty, refusing

#: An orphaned transaction holds back every read_committed reader this long at most.
TRANSACTION_TIMEOUT_MS = 10_000
_STOP_SECONDS = 1.0


class Fenced(Exception):
    """Another worker has opened this partition: what we hold for it is theirs now."""


class Writer:
    """Writes for ``source`` on behalf of the consumer group ``group``.

    A commit may take ``timeout`` seconds. aiokafka itself goes on for ever, at a topic that was deleted
    as at a broker that is away.
    """

    def __init__(
        self, source: TopicPartition, *, group: str, connection: Connection, timeout: float = 60.0
    ) -> None:
        self._source = source
        self._group = group
        self._timeout = timeout
        self._waiting_for: frozenset[str] = frozenset()
        self._producer = AIOKafkaProducer(
            **client_options(connection),
            transactional_id=f"{group}-{source.topic}-{source.partition}",
            transaction_timeout_ms=TRANSACTION_TIMEOUT_MS,
            max_request_size=LARGEST_RECORD_BYTES,
            linger_ms=0,
        )

    async def open(self, admin: AIOKafkaAdminClient) -> tuple[int, str]:
        """Fence the predecessor; the first offset that is not committed yet, and its metadata."""
        await self._producer.start()
        return await committed(admin, self._group, self._source, timeout=self._timeout)

    async def commit(self, records: Iterable[Record], *, offset: int, metadata: str) -> None:
        """Write all records and the source offset (the next to read) in one transaction.

        Raises Fenced when the partition has a new owner, Refused when a topic does not take its
        record or the time is up; any other KafkaError means that the outcome is unknown here, and
        known to whoever opens the partition next.
        """
        work = asyncio.ensure_future(self._commit(records, offset, metadata))
        try:
            done, _ = await asyncio.wait({work}, timeout=self._timeout)
        finally:
            work.cancel()  # no effect when it is done; not waited for: aiokafka may swallow it
        if not done:
            raise Refused(self._stalled())
        work.result()

    async def _commit(self, records: Iterable[Record], offset: int, metadata: str) -> None:
        try:
            async with self._producer.transaction():
                await self._write(records)
                await self._producer.send_offsets_to_transaction(
                    {self._source: OffsetAndMetadata(offset, metadata)}, self._group
                )
        except (ProducerFenced, InvalidProducerEpoch) as error:
            raise Fenced(f"{self._source.topic}/{self._source.partition}") from error

    async def partitions(self, topic: str) -> int:
        """How many partitions a topic has."""
        return len(await self._producer.partitions_for(topic))

    async def close(self) -> None:
        """Leave; never waits long for a broker that does not answer."""
        await within(_STOP_SECONDS, self._producer.stop(), what="closing a producer")

    async def _write(self, records: Iterable[Record]) -> None:
        sent: list[tuple[Record, asyncio.Future[object]]] = []
        for record in records:
            self._waiting_for = frozenset({record.topic})
            with refusing(record):
                sent.append((record, await self._send(record)))
        self._waiting_for = frozenset(record.topic for record, _ in sent)
        try:
            await asyncio.gather(*(future for _, future in sent))
        except KafkaError as error:
            record, reason = await guilty(sent, error)
            with refusing(record):
                raise reason from None
        self._waiting_for = frozenset()

    def _stalled(self) -> str:
        there = ", ".join(sorted(self._waiting_for)) or "the group's offsets"
        return (
            f"the cluster has not taken a transaction of {self._source.topic}/{self._source.partition} "
            f"within {self._timeout:g} s (it writes to {there}): is a topic deleted or without a leader, "
            "or a broker away? `escalation-worker doctor` looks closer"
        )

    async def _send(self, record: Record) -> asyncio.Future[object]:
        sent: asyncio.Future[object] = await self._producer.send(
            record.topic,
            record.value,
            key=record.key,
            partition=record.partition,
            headers=list(record.headers),
        )
        return sent
