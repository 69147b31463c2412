"""The page of a real cluster, with topics of the test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.support.cluster import Cluster
from tests.support.served import page_of
from worker.config import Kafka, Page, Settings
from worker.local import LocalKafka
from worker.messages.topics import Topics


@pytest.fixture
def cluster(kafka: LocalKafka, topic_prefix: str) -> Cluster:
    """The broker, and the topics under the test's prefix, which are still to be made."""
    return Cluster(kafka.bootstrap, Topics(topic_prefix))


@pytest.fixture
def settings(cluster: Cluster) -> Settings:
    """Those of a page for the cluster; it holds few events, so that bounds are met."""
    kafka = Kafka(
        bootstrap=cluster.bootstrap,
        topic_prefix=cluster.topics.prefix,
        group=f"{cluster.topics.prefix}group",
    )
    return Settings(kafka=kafka, page=Page(port=0, events=20))


@pytest.fixture
async def page(settings: Settings) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the page."""
    async with page_of(settings) as client:
        yield client
