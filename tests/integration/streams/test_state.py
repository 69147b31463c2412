"""Exactly once for the stages with state: after every fault the topics are those of an undisturbed run."""

from __future__ import annotations

import asyncio

import pytest

from tests.support.cluster import Cluster
from tests.support.crisis import Crisis
from tests.support.fleet import Fleet
from tests.support.undisturbed import Content, encoded, outputs, written
from worker.local import LocalKafka
from worker.messages.record import Record

pytestmark = pytest.mark.broker

ARTICLES = Crisis(1, flood=40, other=2).articles()


class Play:
    """The crisis on its way through a cluster, in portions that faults can meet."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.records: list[Record] = encoded(ARTICLES, cluster.topics)
        self.expected = outputs(self.records, cluster.topics)

    async def send(self) -> None:
        """Put all signatures on their topic, in their order."""
        topic = self.cluster.topics.signatures.name
        for start in range(0, len(self.records), 20):
            portion = self.records[start : start + 20]
            pairs = [(record.key or b"", record.value) for record in portion]
            await self.cluster.send(pairs, topic=topic)

    async def reached(self, share: float) -> None:
        """Wait until that share of the stories' records has come out."""
        topic = self.cluster.topics.stories.name
        total = sum(len(content) for (name, _), content in self.expected.items() if name == topic)
        await self.cluster.read(topic, expected=int(share * total), seconds=120)

    async def differences(self) -> dict[tuple[str, int], tuple[int, int]]:
        """Partitions whose content is another than expected, with both lengths; empty when all is well."""
        found = await written(self.cluster, self.expected, seconds=120)
        return {
            place: (len(found.get(place, [])), len(self.expected.get(place, [])))
            for place in sorted(found.keys() | self.expected.keys())
            if found.get(place) != self.expected.get(place)
        }


def kinds(expected: dict[tuple[str, int], Content], prefix: str) -> set[str]:
    """The topics that get records, without the test's prefix."""
    return {topic.removeprefix(prefix) for topic, _ in expected}


async def test_kills_change_no_record(cluster: Cluster, fleet: Fleet) -> None:
    """SIGKILLs under traffic: stories, index and alerts are those of a run without them."""
    play = Play(cluster)
    assert kinds(play.expected, cluster.topics.prefix) == {
        "stories", "escalation.index", "escalation.alerts",
    }  # fmt: skip
    await fleet.start("one")
    sending = asyncio.create_task(play.send())
    for share in (0.25, 0.6):
        await play.reached(share)
        await fleet.kill("one")
    await sending
    assert await play.differences() == {}


@pytest.mark.long
@pytest.mark.timeout(1500)
async def test_twenty_kills_a_zombie_joins_and_broker_crashes_change_no_record(
    kafka: LocalKafka, cluster: Cluster, fleet: Fleet
) -> None:
    """Two workers are killed in turn; one is paused until it is fenced, the broker dies twice."""
    play = Play(cluster)
    await asyncio.gather(fleet.start("one"), fleet.start("two"))
    sending = asyncio.create_task(play.send())
    for number in range(20):
        await play.reached(0.95 * (number + 1) / 21)
        await fleet.kill("one" if number % 2 else "two")
        if number == 10:
            await fleet.paused("one", seconds=9)
        if number in (6, 13):
            kafka.kill()
            await asyncio.to_thread(kafka.restart)
    await sending
    assert await play.differences() == {}
