"""What an upstream producer has not committed is not there: nothing is coded that was taken back."""

from __future__ import annotations

import pytest
from aiokafka import AIOKafkaProducer

from tests.support.children import article
from tests.support.cluster import Cluster
from tests.support.fleet import Fleet

pytestmark = pytest.mark.broker


async def test_an_aborted_article_is_never_coded(cluster: Cluster, fleet: Fleet) -> None:
    """The partition begins with one that was taken back: the lane starts behind the gap."""
    producer = AIOKafkaProducer(
        bootstrap_servers=cluster.bootstrap, transactional_id=f"{cluster.topics.prefix}upstream"
    )
    async with producer:
        for number in range(4):
            value = article(f"article-{number}")
            await producer.begin_transaction()
            await producer.send_and_wait(cluster.topics.raw.name, value, partition=0)
            await (producer.commit_transaction() if number % 2 else producer.abort_transaction())
    await fleet.start("one")

    records = await cluster.read(cluster.topics.enriched.name, expected=2, settle=1)

    assert sorted(record.key for record in records) == [b"article-1", b"article-3"]
