"""Putting articles on a real broker and reading back what is committed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from tests.support.waiting import eventually
from worker.messages.record import Headers
from worker.messages.topics import Topics
from worker.streams import topics as cluster
from worker.streams.connection import Connection


@asynccontextmanager
async def administrating(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    """An admin client of the broker, started."""
    admin = cluster.admin_client(Connection(bootstrap))
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()


@dataclass(frozen=True, slots=True)
class Cluster:
    """The broker at ``bootstrap`` with the topics of one test."""

    bootstrap: str
    topics: Topics

    async def create_topics(self, *, replication: int = 1) -> None:
        """Make every topic of the table, and wait until the broker tells of all of them."""
        async with administrating(self.bootstrap) as admin:
            await cluster.create(admin, self.topics, replication=replication)
            await eventually(lambda: self._complete(admin))

    async def _complete(self, admin: AIOKafkaAdminClient) -> bool:
        return not await cluster.missing(admin, self.topics)

    async def send(
        self,
        values: Iterable[tuple[bytes, bytes | None]],
        *,
        headers: Headers = (),
        partition: int | None = None,
        topic: str | None = None,
    ) -> int:
        """Put (key, value) pairs on ``topic``, articles.raw by default; how many there were.

        Each record has ``headers``.
        Without ``partition`` the key decides, as for any producer.
        """
        producer = AIOKafkaProducer(
            bootstrap_servers=self.bootstrap, max_request_size=8 * 2**20, enable_idempotence=True
        )
        async with producer:
            sent = [
                await producer.send(
                    topic or self.topics.raw.name, value, key, partition, headers=list(headers)
                )
                for key, value in values
            ]
            for future in sent:
                await future
        return len(sent)

    async def coordinate(self, partition: tuple[str, int]) -> None:
        """Wait until the group has a coordinator, as for a worker that was given ``partition``."""
        source = TopicPartition(*partition)
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.bootstrap,
            group_id=f"{self.topics.prefix}group",
            enable_auto_commit=False,
        )
        async with consumer:
            consumer.assign([source])
            await consumer.committed(source)

    async def read(
        self, topic: str, *, expected: int, seconds: float = 120, settle: float = 0
    ) -> list[ConsumerRecord]:
        """What a read_committed reader sees: all of it once ``expected`` records are there.

        Goes on for ``settle`` seconds more, so that a duplicate would show. Gives up after
        ``seconds`` and returns what it has: the caller's comparison names what is missing.
        """
        consumer = AIOKafkaConsumer(
            topic,
            bootstrap_servers=self.bootstrap,
            isolation_level="read_committed",
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        )
        found: list[ConsumerRecord] = []
        async with consumer:
            deadline = time.monotonic() + seconds
            while len(found) < expected and time.monotonic() < deadline:
                found += await _poll(consumer)
            deadline = time.monotonic() + settle
            while time.monotonic() < deadline:
                found += await _poll(consumer)
        return found


async def _poll(consumer: AIOKafkaConsumer) -> list[ConsumerRecord]:
    batches = await consumer.getmany(timeout_ms=200)
    return [record for batch in batches.values() for record in batch]
