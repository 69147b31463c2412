"""``doctor`` before a real broker that something is wrong with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from tests.support.cluster import administrating
from worker.cli.checks import Check
from worker.cli.checks import kafka as checked
from worker.config import Settings
from worker.local import LocalKafka

#: The checks of the cluster by name, with some settings of [kafka] changed.
Examine = Callable[..., Awaitable[dict[str, Check]]]


async def examined(**changed: object) -> dict[str, Check]:
    """The checks of the cluster that these settings of [kafka] name."""
    settings = Settings.model_validate({"kafka": changed})
    return {check.name: check async for check in checked(settings)}


@pytest.fixture
def examine(kafka: LocalKafka, topic_prefix: str) -> Examine:
    """Look at the session's broker and the topics of the test."""
    given = {
        "bootstrap": kafka.bootstrap,
        "topic_prefix": topic_prefix,
        "group": f"{topic_prefix}group",
    }

    async def look(**changed: object) -> dict[str, Check]:
        return await examined(**given | changed)

    return look


@pytest.fixture
async def admin(kafka: LocalKafka) -> AsyncIterator[AIOKafkaAdminClient]:
    """To bring the broker into the state of the test."""
    async with administrating(kafka.bootstrap) as client:
        yield client
