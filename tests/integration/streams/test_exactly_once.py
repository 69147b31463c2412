"""Exactly once on a real broker: what is killed, paused and rebalanced loses and doubles nothing."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from tests.support.scenario import Scenario, article, pause
from worker.local import LocalKafka

pytestmark = pytest.mark.broker


async def test_kills_pauses_joins_and_a_broker_crash_lose_nothing(
    kafka: LocalKafka, cluster: Cluster, fleet: Fleet
) -> None:
    """Three SIGKILLs, two joins and leaves of a second worker, a broker crash, a zombie."""
    scenario = Scenario(cluster, 3000)
    await fleet.start("one")
    producing = asyncio.create_task(scenario.produce())
    for share in (0.1, 0.2, 0.3):
        assert await scenario.reached(share)
        await fleet.kill("one")
    for _ in range(2):
        await fleet.start("two")
        code, _ = await fleet.stop("two")
        assert code == 0
    await producing
    assert await scenario.reached(0.6)
    kafka.kill()
    await asyncio.to_thread(kafka.restart)
    await fleet.start("three")
    await pause(fleet, "one", seconds=9)
    assert await scenario.faults(seconds=120) == {}


async def test_sigterm_under_load_exits_with_0_within_five_seconds(
    cluster: Cluster, fleet: Fleet
) -> None:
    """A worker told to leave commits what is done; its successor does the rest, once."""
    articles = [article(number, "SLOW") for number in range(100)]
    await cluster.send(articles)
    await fleet.start("one")
    await cluster.read(cluster.topics.enriched.name, expected=5)
    code, seconds = await fleet.stop("one")
    assert (code, seconds < 5) == (0, True)
    await fleet.start("two")
    records = await cluster.read(cluster.topics.enriched.name, expected=100, settle=1)
    assert Counter(record.key for record in records) == Counter(key for key, _ in articles)
