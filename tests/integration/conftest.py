"""One real Apache Kafka for the whole test session, and topics that no other test uses."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator

import pytest

from tests.support.cluster import administrating
from worker.local import LocalKafka


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKafka]:
    """A broker that serves; a test that kills it restarts it before it ends."""
    with LocalKafka(tmp_path_factory.mktemp("kafka")) as broker:
        yield broker


@pytest.fixture
def topic_prefix(request: pytest.FixtureRequest) -> Iterator[str]:
    """The beginning of the names of this test's topics, groups and transactional ids.

    The broker loses the topics afterwards: one with thousands of partitions takes a minute to come back.
    """
    prefix = f"test-{uuid.uuid4().hex[:8]}."
    yield prefix
    if "kafka" in request.fixturenames:
        broker: LocalKafka = request.getfixturevalue("kafka")
        asyncio.run(_forget(broker.bootstrap, prefix))


async def _forget(bootstrap: str, prefix: str) -> None:
    async with administrating(bootstrap) as admin:
        await admin.delete_topics(
            [name for name in await admin.list_topics() if name.startswith(prefix)]
        )
