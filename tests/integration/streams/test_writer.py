"""The writer of a partition: records and offset together, and one owner at a time."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import NewTopic

from tests.support.cluster import Cluster, administrating
from worker.domain.outcome import DeadLettered
from worker.local import LocalKafka
from worker.messages.dead import dead_letter
from worker.messages.record import Record, SourceRecord
from worker.streams.connection import Connection
from worker.streams.offsets import committed
from worker.streams.refused import Refused
from worker.streams.writer import Fenced, Writer

pytestmark = pytest.mark.broker


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """A fenced aiokafka leaves a future whose complaint, when it is collected, belongs here."""
    yield
    gc.collect()


@asynccontextmanager
async def opened(
    cluster: Cluster, partition: int = 0, *, timeout: float = 60
) -> AsyncIterator[tuple[Writer, int, str]]:
    """A writer of articles.raw, with the offset and the metadata that its predecessor has left."""
    connection = Connection(cluster.bootstrap)
    source = TopicPartition(cluster.topics.raw.name, partition)
    group = f"{cluster.topics.prefix}group"
    writer = Writer(source, group=group, connection=connection, timeout=timeout)
    await cluster.coordinate(source)
    async with administrating(cluster.bootstrap) as admin:
        try:
            offset, metadata = await writer.open(admin)
            yield writer, offset, metadata
        finally:
            await writer.close()


def record(cluster: Cluster, value: bytes) -> Record:
    """An output record."""
    return Record(cluster.topics.enriched.name, b"key", value, (("ce_id", b"1"), ("none", None)))


async def test_a_successor_starts_where_its_predecessor_has_committed(cluster: Cluster) -> None:
    """At 0 when there was none; each partition for itself."""
    async with opened(cluster) as (writer, offset, metadata):
        assert (offset, metadata) == (0, "")
        await writer.commit([record(cluster, b"a"), record(cluster, b"b")], offset=7, metadata="x")
        await writer.commit([], offset=9, metadata="y")  # articles that were dropped

    async with opened(cluster) as (_, offset, metadata):
        assert (offset, metadata) == (9, "y")
    async with opened(cluster, partition=1) as (_, offset, metadata):
        assert (offset, metadata) == (0, "")
    records = await cluster.read(cluster.topics.enriched.name, expected=2)
    assert [(found.value, found.headers) for found in records] == [
        (b"a", (("ce_id", b"1"), ("none", None))),
        (b"b", (("ce_id", b"1"), ("none", None))),
    ]


async def test_a_broker_that_comes_back_gives_the_offset_or_no_answer(
    kafka: LocalKafka, cluster: Cluster
) -> None:
    """Before it has loaded the group it says nothing, which once was taken for the beginning."""
    source, group = TopicPartition(cluster.topics.raw.name, 0), f"{cluster.topics.prefix}group"
    async with opened(cluster) as (writer, *_):
        for offset in range(1, 100):
            await writer.commit([], offset=offset, metadata="x")
    async with administrating(cluster.bootstrap) as admin:
        kafka.kill()
        restarting = asyncio.create_task(asyncio.to_thread(kafka.restart))
        assert await committed(admin, group, source, timeout=60) == (99, "x")
        await restarting


async def test_a_zombie_is_fenced_and_its_records_are_never_seen(cluster: Cluster) -> None:
    """It woke up and believes that the partition is still its own."""
    async with opened(cluster) as (zombie, *_):
        await zombie.commit([record(cluster, b"before")], offset=1, metadata="")
        async with opened(cluster) as (owner, offset, _):
            assert offset == 1

            with pytest.raises(Fenced, match=rf"{cluster.topics.raw.name}/0"):
                await zombie.commit([record(cluster, b"zombie")], offset=2, metadata="")
            await owner.commit([record(cluster, b"after")], offset=2, metadata="")

    records = await cluster.read(cluster.topics.enriched.name, expected=2, settle=1)
    assert [found.value for found in records] == [b"before", b"after"]


async def test_a_letter_without_its_bytes_can_be_written(cluster: Cluster) -> None:
    """A bomb that came in compressed is told by headers alone; that must not stop its lane."""
    topics = cluster.topics
    bomb = SourceRecord(topics.raw.name, 0, 7, 0, b"k", b" " * topics.dead.max_message_bytes)
    letter = dead_letter(bomb, DeadLettered("decode/too_large", "why"), topics=topics)
    async with opened(cluster) as (writer, _, _):
        await writer.commit([letter], offset=8, metadata="")

    (found,) = await cluster.read(topics.dead.name, expected=1)
    assert (found.value, len(found.headers)) == (None, 6)


async def test_a_topic_that_is_not_there_is_named_in_time(cluster: Cluster) -> None:
    """Aiokafka would wait for it for ever; the transaction leaves nothing behind."""
    async with opened(cluster, timeout=2) as (writer, *_):
        with pytest.raises(Refused, match="it writes to nowhere"):
            await writer.commit([Record("nowhere", b"key", b"value")], offset=1, metadata="")


async def test_a_record_too_large_for_its_topic_is_refused_with_the_remedy(
    cluster: Cluster,
) -> None:
    """The topic was made by somebody else, with a limit of its own."""
    topic = f"{cluster.topics.prefix}narrow"
    made = NewTopic(topic, 1, 1, topic_configs={"max.message.bytes": "1000"})
    async with opened(cluster) as (writer, *_), administrating(cluster.bootstrap) as admin:
        await admin.create_topics([made])

        with pytest.raises(Refused, match=rf"{topic}: it takes no record of 2003 bytes: raise max"):
            await writer.commit([Record(topic, b"key", b"x" * 2000)], offset=1, metadata="")
