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
from aiokafka.errors import InvalidProducerEpoch, ProducerFenced
from aiokafka.structs import OffsetAndMetadata

from worker.messages.record import Record
from worker.messages.topics import LARGEST_RECORD_BYTES
from worker.streams.connection import Connection, client_options
from worker.streams.ending import within

#: An orphaned transaction holds back every read_committed reader this long at most.
TRANSACTION_TIMEOUT_MS = 10_000
_STOP_SECONDS = 1.0


class Fenced(Exception):
    """Another worker has opened this partition: what we hold for it is theirs now."""


class Writer:
    """Writes for ``source`` on behalf of the consumer group ``group``."""

    def __init__(self, source: TopicPartition, *, group: str, connection: Connection) -> None:
        self._source = source
        self._group = group
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
        offsets = await admin.list_consumer_group_offsets(self._group, partitions=[self._source])
        committed = offsets.get(self._source)
        return (max(committed.offset, 0), committed.metadata or "") if committed else (0, "")

    async def commit(self, records: Iterable[Record], *, offset: int, metadata: str) -> None:
        """Write all records and the source offset (the next to read) in one transaction.

        Raises Fenced when the partition has a new owner; any other KafkaError means that the
        outcome is unknown here, and known to whoever opens the partition next.
        """
        try:
            async with self._producer.transaction():
                sent = [await self._send(record) for record in records]
                await asyncio.gather(*sent)
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

    async def _send(self, record: Record) -> asyncio.Future[object]:
        sent: asyncio.Future[object] = await self._producer.send(
            record.topic,
            record.value,
            key=record.key,
            partition=record.partition,
            headers=list(record.headers),
        )
        return sent
