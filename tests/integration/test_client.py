"""``worker.client`` on a real broker: articles in, committed records out, groups that go on."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from tests.support.cluster import Cluster
from worker import client
from worker.domain.errors import ArticleError
from worker.local import LocalKafka
from worker.messages.topics import Topics
from worker.resources import folder

pytestmark = pytest.mark.broker

EXAMPLES = sorted((folder("schemas") / "examples" / "events.coded" / "1").glob("*.json"))[:3]


@pytest.fixture
async def where(kafka: LocalKafka, topic_prefix: str) -> str:
    """The broker with the worker's topics."""
    await Cluster(kafka.bootstrap, Topics(topic_prefix)).create_topics()
    return kafka.bootstrap


@pytest.fixture
async def coded(where: str, topic_prefix: str) -> list[str]:
    """Events on their topic, between two transactions that were aborted; their ids."""
    topic = Topics(topic_prefix).events.name
    values = [example.read_bytes() for example in EXAMPLES]
    async with AIOKafkaProducer(bootstrap_servers=where, transactional_id=topic) as writer:
        for batch, keep in (([b"{}"], False), (values, True), ([b"{}"], False)):
            await writer.begin_transaction()
            for value in batch:
                await writer.send_and_wait(topic, value, partition=0)
            await (writer.commit_transaction() if keep else writer.abort_transaction())
    return [orjson.loads(value)["id"] for value in values]


async def _ids(stream: AsyncGenerator[client.Event, None], most: int) -> list[str]:
    """The ids of the first events; the stream is closed as a program that ends would."""
    found: list[str] = []
    async with aclosing(stream) as events:
        async for event in events:
            found.append(event["id"])
            if len(found) == most:
                return found
    return found


async def test_an_article_arrives_under_its_id(where: str, topic_prefix: str) -> None:
    """What is produced can be read back, key and value."""
    async with client.producer(where, prefix=topic_prefix) as produce:
        await produce({"id": "demo-1", "text": "Russland droht der Nato."})

    topic = Topics(topic_prefix).raw.name
    async with aclosing(client.records(where, topic, from_beginning=True)) as found:
        assert await anext(found) == {"id": "demo-1", "text": "Russland droht der Nato."}


async def test_what_is_no_article_is_not_sent(where: str, topic_prefix: str) -> None:
    """The caller hears it at once, not from the dead letters."""
    async with client.producer(where, prefix=topic_prefix) as produce:
        with pytest.raises(ArticleError, match="'text' and 'html'"):
            await produce({"id": "demo-1"})


async def test_only_committed_events_are_read(
    where: str, topic_prefix: str, coded: list[str]
) -> None:
    """Aborted transactions leave no trace."""
    events = client.events(where, from_beginning=True, prefix=topic_prefix)

    assert await _ids(events, 3) == coded


async def test_a_group_goes_on_where_it_ended(
    where: str, topic_prefix: str, coded: list[str]
) -> None:
    """The record that was being worked on when the program ended comes again, nothing is left out."""
    group = f"{topic_prefix}desk"

    def events() -> AsyncGenerator[client.Event, None]:
        return client.events(where, group=group, from_beginning=True, prefix=topic_prefix)

    assert await _ids(events(), 2) == coded[:2]
    assert await _ids(events(), 2) == coded[1:]
