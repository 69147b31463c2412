"""Fresh topics and a fleet of workers for each test of the lanes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from worker.local import LocalKafka
from worker.messages.topics import Topics


@pytest.fixture
async def cluster(kafka: LocalKafka, topic_prefix: str) -> Cluster:
    """Fresh topics on the session's broker."""
    made = Cluster(kafka.bootstrap, Topics(topic_prefix))
    await made.create_topics()
    return made


@pytest.fixture
async def fleet(kafka: LocalKafka, topic_prefix: str, tmp_path: Path) -> AsyncIterator[Fleet]:
    """No worker yet; whatever a test starts is ended with it."""
    workers = Fleet(kafka.bootstrap, topic_prefix, tmp_path)
    yield workers
    await workers.close()
