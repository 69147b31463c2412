"""One real Apache Kafka for the whole test session, and topics that no other test uses."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from worker.local import LocalKafka


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKafka]:
    """A broker that serves; a test that kills it restarts it before it ends."""
    with LocalKafka(tmp_path_factory.mktemp("kafka")) as broker:
        yield broker


@pytest.fixture
def topic_prefix() -> str:
    """The beginning of the names of this test's topics, groups and transactional ids."""
    return f"test-{uuid.uuid4().hex[:8]}."
