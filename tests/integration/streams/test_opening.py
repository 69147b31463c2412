"""Lanes as the worker opens them: real writers, and what their end means for the worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.support.cluster import Cluster
from tests.support.fakes import FakePool
from worker.domain.outcome import DeadLettered
from worker.messages.record import SourceRecord
from worker.metrics import Metrics
from worker.streams import opening
from worker.streams.app import GroupOptions
from worker.streams.connection import Connection
from worker.streams.lane import Lane
from worker.streams.opening import LaneOpener
from worker.streams.processed import Processed, failed
from worker.streams.stages import StageOptions, build_coder
from worker.streams.topics import admin_client
from worker.streams.window import Window
from worker.streams.writer import Fenced

pytestmark = pytest.mark.broker

FAILED = failed(DeadLettered("nlp/failed", "KeyError: 'lexicon'"))
DROPPED = Processed("dropped", "empty")


class Owner:
    """A worker reduced to its opener; ``failure`` is what it would end with."""

    def __init__(self, cluster: Cluster) -> None:
        self.partition = (cluster.topics.raw.name, 0)
        self.window = Window(records=10, size=1000)
        self.failure: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
        self.held: list[Lane] = []
        self.admin = admin_client(Connection(cluster.bootstrap))
        coder = build_coder(
            FakePool(),
            self.window,
            StageOptions(),
            topics=cluster.topics,
            connection=Connection(cluster.bootstrap),
            metrics=Metrics(version="test"),
        )
        self.opener = LaneOpener(
            connection=Connection(cluster.bootstrap),
            group=GroupOptions(f"{cluster.topics.prefix}group", session_timeout=0),
            topics=cluster.topics,
            dead_letters=1,
            admin=self.admin,
            work={self.partition[0]: coder},
            holds=self.held.__contains__,
            fail=self.failure.set_result,
        )

    async def open(self) -> Lane:
        """Open the lane and hold it."""
        self.held.append(await self.opener.open(self.partition))
        return self.held[-1]

    async def finish(self, lane: Lane, result: Processed) -> None:
        """Take in the next article with its result, and let the lane come to rest."""
        done: asyncio.Future[Processed] = asyncio.get_running_loop().create_future()
        source = SourceRecord(*self.partition, lane.next, 0, b"key", b"{")
        await self.window.acquire(1)
        lane.offer(source, 1, done)
        done.set_result(result)
        await self.window.acquire(1000)  # everything else has left
        self.window.release(1000)


@asynccontextmanager
async def owner(cluster: Cluster) -> AsyncIterator[Owner]:
    """An owner whose lanes are closed in the end."""
    made = Owner(cluster)
    await cluster.coordinate(made.partition)
    await made.admin.start()
    try:
        yield made
    finally:
        await asyncio.gather(*(lane.close() for lane in made.held))
        await made.admin.close()


@pytest.fixture(autouse=True)
def _without_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rebalance that has not come is late at once."""
    monkeypatch.setattr(opening, "_GRACE_SECONDS", 0)


async def test_a_dead_letter_and_the_guards_memory_outlive_the_lane(cluster: Cluster) -> None:
    """One failure is allowed here: the lane that is opened next trips at the second."""
    async with owner(cluster) as first:
        await first.finish(await first.open(), FAILED)
    async with owner(cluster) as second:
        lane = await second.open()
        assert lane.next == 1
        await second.finish(lane, FAILED)
        error = await second.failure

    [dead] = await cluster.read(cluster.topics.dead.name, expected=1, settle=1)
    assert (dead.key, dead.value) == (b"key", b"{")
    assert str(error).startswith(f"2 of the last 2 articles of {cluster.topics.raw.name}/0 failed")


async def test_a_fenced_lane_that_is_not_revoked_ends_the_worker(cluster: Cluster) -> None:
    """The group believes that the partition is ours, the broker that it is not: start again."""
    async with owner(cluster) as first, owner(cluster) as second:
        lane = await first.open()
        await second.open()
        await first.finish(lane, DROPPED)

        assert isinstance(await first.failure, Fenced)


async def test_a_fenced_lane_that_is_revoked_is_forgotten(cluster: Cluster) -> None:
    """The ordinary end of a zombie: the rebalance comes a moment later."""
    async with owner(cluster) as first, owner(cluster) as second:
        lane = await first.open()
        await second.open()
        first.held.remove(lane)
        await first.finish(lane, DROPPED)
        await second.finish(second.held[0], DROPPED)
        await lane.close()

        assert (lane.ended, first.failure.done(), second.held[0].committed) == (True, False, 1)
