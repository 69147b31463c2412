"""The disk that changelogs take, as a real broker tells it."""

from __future__ import annotations

import asyncio
import os

import pytest

from tests.support.cluster import Cluster, administrating
from worker.streams import disk

pytestmark = pytest.mark.broker


async def test_a_changelog_takes_what_was_written_to_it(cluster: Cluster) -> None:
    """By partition, as soon as the broker has made it; a topic that is not there is left out."""
    stories, index = cluster.topics.stories_changelog.name, cluster.topics.index_changelog.name
    await cluster.send([(b"outlet/a", os.urandom(100_000))], topic=stories)
    found: dict[tuple[str, int], int] = {}
    async with administrating(cluster.bootstrap) as admin, asyncio.timeout(30):
        while len(found) < 2:
            found = await disk.sizes(admin, [(stories, 0), (index, 1), ("nowhere", 0)])

    assert 100_000 < found.pop((stories, 0)) < 101_000
    assert found == {(index, 1): 0}
