"""Exactly once on a real broker: what is killed, paused and rebalanced loses and doubles nothing."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from worker.local import LocalKafka
from worker.messages.topics import Topics

pytestmark = pytest.mark.broker

#: make test-long raises both: 10,000 articles and 50 kills.
ARTICLES = int(os.environ.get("EXACTLY_ONCE_ARTICLES", "3000"))
KILLS = int(os.environ.get("EXACTLY_ONCE_KILLS", "3"))


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


def article(number: int, text: str = "Die Lage ist ruhig.") -> tuple[bytes, bytes]:
    """Key and value of a raw article."""
    name = f"article-{number:05}"
    return name.encode(), json.dumps({"id": name, "text": text}).encode()


def broken(number: int) -> tuple[bytes, bytes]:
    """A raw article that no decoder accepts."""
    return b"broken-%05d" % number, b'{"id": "broken-%05d", "text": ' % number


async def produce(cluster: Cluster, count: int) -> None:
    """Articles in ten portions, one in a hundred broken, so that faults meet traffic."""
    for start in range(0, count, count // 10):
        numbers = range(start, start + count // 10)
        await cluster.send(broken(n) if n % 100 == 7 else article(n) for n in numbers)


def expected(count: int) -> tuple[set[bytes], set[bytes]]:
    """Keys of the articles that are published, keys of those that are dead-lettered."""
    good = {article(n)[0] for n in range(count) if n % 100 != 7}
    return good, {broken(n)[0] for n in range(count) if n % 100 == 7}


async def verify(cluster: Cluster, count: int, *, seconds: float) -> None:
    """Every article once on each output topic, every broken one once among the dead letters."""
    good, dead = expected(count)
    events, enriched, letters = await asyncio.gather(
        cluster.read(cluster.topics.events.name, expected=2 * len(good), seconds=seconds, settle=2),
        cluster.read(cluster.topics.enriched.name, expected=len(good), seconds=seconds),
        cluster.read(cluster.topics.dead.name, expected=len(dead), seconds=seconds),
    )
    wanted = Counter(key + b"/%d" % number for key in good for number in (1, 2))
    assert Counter(record.value for record in events) == wanted
    assert Counter(record.key for record in enriched) == Counter(good)
    assert Counter(record.key for record in letters) == Counter(dead)


async def wait_for_output(cluster: Cluster, share: float) -> None:
    """Wait until that share of the articles has come out."""
    good, _ = expected(ARTICLES)
    wanted = int(share * len(good))
    found = await cluster.read(cluster.topics.enriched.name, expected=wanted, seconds=120)
    assert len(found) >= wanted


async def test_kills_pauses_joins_and_a_broker_crash_lose_nothing(
    kafka: LocalKafka, cluster: Cluster, fleet: Fleet
) -> None:
    """Three SIGKILLs, a broker crash, a zombie and a second worker that joins and leaves twice."""
    await fleet.start("one")
    producing = asyncio.create_task(produce(cluster, ARTICLES))
    for number in range(KILLS):
        await wait_for_output(cluster, 0.4 * (number + 1) / (KILLS + 1))
        fleet.kill("one")
    for _ in range(2):
        await fleet.start("two")
        code, _ = await fleet.stop("two")
        assert code == 0
    await producing
    await wait_for_output(cluster, 0.6)
    kafka.kill()
    await asyncio.to_thread(kafka.restart)
    await fleet.start("three")
    await zombie(fleet, "one", seconds=9)
    await verify(cluster, ARTICLES, seconds=120)


async def zombie(fleet: Fleet, name: str, *, seconds: float) -> None:
    """Stop a worker for longer than its session, then let it believe it is still the owner."""
    fleet.pause(name)
    try:
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()
    except TimeoutError:
        fleet.resume(name)


async def test_sigterm_under_load_exits_with_0_within_five_seconds(
    cluster: Cluster, fleet: Fleet
) -> None:
    """A worker told to leave commits what is done; its successor does the rest, once."""
    await cluster.send(article(n, "SLOW") for n in range(100) if n % 100 != 7)
    await fleet.start("one")
    await cluster.read(cluster.topics.enriched.name, expected=5)
    code, seconds = await fleet.stop("one")
    assert (code, seconds < 5) == (0, True)
    await fleet.start("two")
    records = await cluster.read(cluster.topics.enriched.name, expected=99, settle=1)
    assert Counter(r.key for r in records) == Counter(
        article(n)[0] for n in range(100) if n % 100 != 7
    )
