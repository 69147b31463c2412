"""The page over a real broker: it reads what is committed, once, and leaves no trace."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Iterable
from typing import Any

import aiohttp
import orjson
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from tests.support import waiting
from tests.support.cluster import Cluster, administrating
from tests.support.served import page_of
from tests.support.shown import example
from worker.config import Settings
from worker.local import LocalKafka

pytestmark = pytest.mark.broker


def event(name: str) -> tuple[bytes, bytes]:
    """Key and value of an event with this id."""
    document = example("events.coded", "russia-threatens.de") | {"id": name}
    return document["dyad"].encode(), orjson.dumps(document)


async def write(cluster: Cluster, names: Iterable[str], *, abort: bool = False) -> None:
    """Events in one transaction, as the worker writes them."""
    topic = cluster.topics.events.name
    producer = AIOKafkaProducer(
        bootstrap_servers=cluster.bootstrap, transactional_id=f"{topic}-writer"
    )
    async with producer:
        await producer.begin_transaction()
        for name in names:
            key, value = event(name)
            await producer.send_and_wait(topic, value, key)
        await (producer.abort_transaction() if abort else producer.commit_transaction())


async def shown(page: aiohttp.ClientSession, until: Callable[[Any], bool]) -> Any:
    """The first snapshot that is as the test wants it."""

    async def look() -> Any:
        async with page.get("/api/snapshot", headers={"Accept-Encoding": ""}) as answer:
            snapshot = await answer.json()
        return snapshot if until(snapshot) else None

    return await waiting.eventually(look, seconds=120)


def names(snapshot: Any) -> list[str]:
    """The ids of its events, the newest first."""
    return [item["record"]["id"] for item in snapshot["events"]]


async def state(cluster: Cluster) -> tuple[list[Any], list[str], dict[TopicPartition, int]]:
    """The groups, the topics, and the ends of the test's topics."""
    async with administrating(cluster.bootstrap) as admin:
        groups, topics = await admin.list_consumer_groups(), await admin.list_topics()
        mine = [topic for topic in topics if topic.startswith(cluster.topics.prefix)]
        places = [
            TopicPartition(topic["topic"], partition["partition"])
            for topic in await admin.describe_topics(mine)
            for partition in topic["partitions"]
        ]
    if not places:
        return sorted(groups), sorted(topics), {}
    async with AIOKafkaConsumer(bootstrap_servers=cluster.bootstrap) as consumer:
        return sorted(groups), sorted(topics), await consumer.end_offsets(places)


async def test_what_is_committed_is_shown_and_what_is_aborted_is_not(
    cluster: Cluster, page: aiohttp.ClientSession
) -> None:
    """The page may be there before the topics are."""
    await cluster.create_topics()
    await write(cluster, ["aborted"], abort=True)
    await write(cluster, ["one", "two"])

    found = await shown(page, lambda found: len(found["events"]) == 2)

    assert names(found) == ["two", "one"]
    assert found["events"][0]["at"]["topic"] == cluster.topics.events.name


async def test_the_tail_is_read_and_no_more(cluster: Cluster, settings: Settings) -> None:
    """Of a long topic the newest are shown, and the snapshot waits for them."""
    await cluster.create_topics()
    await write(cluster, [f"event-{number}" for number in range(60)])

    async with page_of(settings) as page:
        found = await shown(page, lambda found: found["complete"])

    assert names(found) == [f"event-{number}" for number in range(59, 39, -1)]
    assert found["operations"]["dispositions"] == {}


async def test_after_a_restart_of_the_broker_it_goes_on_where_it_was(
    kafka: LocalKafka, cluster: Cluster, page: aiohttp.ClientSession
) -> None:
    """It says that Kafka is away, then that it is back; a stream that was open sees each event once."""
    await cluster.create_topics()
    await write(cluster, ["before"])
    first = await shown(page, lambda found: found["complete"] and names(found) == ["before"])
    seen = asyncio.create_task(_batches(page, first, until="after"))

    await asyncio.to_thread(kafka.kill)
    down = await shown(page, lambda found: found["operations"]["kafka"] == "down")
    await asyncio.to_thread(kafka.restart)
    await write(cluster, ["after"])
    found = await shown(page, lambda found: "after" in names(found))

    assert names(down) == ["before"]
    assert (names(found), found["epoch"]) == (["after", "before"], first["epoch"])
    assert [name for name in await seen if name != "before"] == ["after"]  # a batch may overlap
    await shown(page, lambda found: found["operations"]["kafka"] == "up")


async def test_it_leaves_no_trace_on_the_cluster(
    cluster: Cluster, page: aiohttp.ClientSession
) -> None:
    """No group, no topic, no record: the cluster is as it was."""
    await cluster.create_topics()
    await write(cluster, ["one"])
    await cluster.coordinate(
        (cluster.topics.raw.name, 0)
    )  # the broker makes its own topic for that
    before = await state(cluster)

    await shown(page, lambda found: names(found) == ["one"])
    async with page.get("/api/stream") as stream:
        await stream.content.readuntil(b"event: operations")

    assert await state(cluster) == before


async def test_a_cluster_without_the_topics_gets_none(
    cluster: Cluster, page: aiohttp.ClientSession
) -> None:
    """Asking a broker for a topic by its name may make it; the page asks for all there are."""
    before = await state(cluster)

    found = await shown(page, lambda found: found["operations"]["kafka"] == "up")

    assert (found["events"], await state(cluster)) == ([], before)


async def test_a_record_larger_than_a_fetch_is_read(
    cluster: Cluster, page: aiohttp.ClientSession
) -> None:
    """An enriched article may have 16 MiB."""
    await cluster.create_topics()
    document = example("articles.enriched", "gegenmassnahmen.de") | {"text": "ä" * 2_000_000}
    await cluster.send([(b"k", orjson.dumps(document))], topic=cluster.topics.enriched.name)

    await shown(page, lambda found: found["articles"])

    async with page.get(f"/api/articles/{document['id']}") as answer:
        assert (
            len(orjson.loads(gzip.decompress(await answer.read()))["record"]["text"]) == 2_000_000
        )


async def test_the_lag_is_that_of_the_workers_group(
    cluster: Cluster, page: aiohttp.ClientSession
) -> None:
    """What its members have committed against what there is."""
    await cluster.create_topics()
    raw = cluster.topics.raw.name
    await cluster.send([(b"k", b"{}")] * 5, partition=0)
    group = f"{cluster.topics.prefix}group"
    async with AIOKafkaConsumer(
        bootstrap_servers=cluster.bootstrap, group_id=group, enable_auto_commit=False
    ) as consumer:
        consumer.assign([TopicPartition(raw, 0)])
        await consumer.commit({TopicPartition(raw, 0): 2})

    found = await shown(page, lambda found: found["operations"]["lag"])

    assert found["operations"]["lag"] == [{"topic": raw, "partition": 0, "lag": 3}]
    assert found["operations"]["lag_total"] == 3


async def _batches(page: aiohttp.ClientSession, snapshot: Any, *, until: str) -> list[str]:
    """The events of the batches after a snapshot, up to one."""
    seen: list[str] = []
    place = f"{snapshot['epoch']}-{snapshot['seq']}"
    async with page.get("/api/stream", params={"after": place}) as stream:
        async for line in stream.content:
            if line.startswith(b'data: {"seq"'):
                seen += reversed(names(orjson.loads(line.removeprefix(b"data: "))))
                if until in seen:
                    return seen
    return seen


async def test_topics_that_were_made_anew_are_read_anew(
    cluster: Cluster, page: aiohttp.ClientSession
) -> None:
    """What the page held of the old ones is gone there too."""
    await cluster.create_topics()
    await write(cluster, ["old-1", "old-2", "old-3"])
    first = await shown(page, lambda found: found["complete"] and len(found["events"]) == 3)

    async with administrating(cluster.bootstrap) as admin:
        await admin.delete_topics([topic.name for topic in cluster.topics])
    await _recreate(cluster)
    await write(cluster, ["new"])
    found = await shown(page, lambda found: "new" in names(found))

    assert names(found) == ["new"]
    assert found["epoch"] != first["epoch"]


async def _recreate(cluster: Cluster) -> None:
    """Make the topics once the broker has let go of the old ones."""

    async def gone() -> bool:
        return not (await state(cluster))[2]

    await waiting.eventually(gone, seconds=30)
    await cluster.create_topics()
