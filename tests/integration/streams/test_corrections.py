"""Corrections on a real broker: whatever is killed, each is told once, in its order."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import orjson
import pytest

from tests.support import versions
from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from worker.local import LocalKafka

pytestmark = pytest.mark.broker

ARTICLES = 80
#: Every article: first, again as it was, corrected twice, and back to the first text.
ROUNDS = ("Gipfel Streit", "Gipfel Streit", "Gipfel Einigung Vertrag", "Absage", "Gipfel Streit")
#: Records of events: 2, 2 again, 2 taken back and 3, 3 taken back and 1, 1 taken back and 2.
EVENTS = 16 * ARTICLES


class Play:
    """All versions of all articles on their way through a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.sent = list(versions.written(ARTICLES, ROUNDS))
        self.expected = versions.expected(self.sent, cluster.topics)

    async def send(self) -> None:
        """In portions that faults can meet."""
        for start in range(0, len(self.sent), 50):
            await self.cluster.send(self.sent[start : start + 50])

    async def reached(self, share: float) -> None:
        """Wait until that share of the articles has come out."""
        wanted = int(share * len(self.sent))
        await self.cluster.read(self.cluster.topics.enriched.name, expected=wanted, seconds=120)

    async def found(self) -> versions.Shown:
        """What a read_committed reader sees on both topics."""
        topics, shown = self.cluster.topics, defaultdict[tuple[str, bytes], list[bytes]](list)
        for topic in (topics.enriched.name, topics.events.name):
            total = sum(len(all_) for (name, _), all_ in self.expected.items() if name == topic)
            for record in await self.cluster.read(topic, expected=total, seconds=120, settle=1):
                shown[topic, record.key or b""].append(record.value or b"")
        return shown


async def test_corrections_are_told_once_through_kills(
    kafka: LocalKafka, cluster: Cluster, fleet: Fleet
) -> None:
    """SIGKILLs of two workers and of the broker: the records of each key are those without them."""
    fleet.settings["child"] = "--versions"
    play = Play(cluster)
    assert sum(map(len, play.expected.values())) == EVENTS + 5 * ARTICLES
    await asyncio.gather(fleet.start("one"), fleet.start("two"))
    sending = asyncio.create_task(play.send())
    for number, share in enumerate((0.3, 0.6)):
        await play.reached(share)
        await fleet.kill(("one", "two")[number % 2])
        if number == 1:
            kafka.kill()
            await asyncio.to_thread(kafka.restart)
    await sending
    found = await play.found()
    assert {
        key: found.get(key) for key, wanted in play.expected.items() if found.get(key) != wanted
    } == {}


async def test_a_correction_names_what_it_replaces(cluster: Cluster, fleet: Fleet) -> None:
    """In the article, and in the events that are taken back, before those that are told."""
    fleet.settings["child"] = "--versions"
    first, second = versions.version_of("a", "Streit"), versions.version_of("a", "Einigung")
    await fleet.start("one")
    for text in ("Streit", "Einigung"):
        await cluster.send([(b"a", orjson.dumps({"id": "a", "text": text}))])
    articles = await cluster.read(cluster.topics.enriched.name, expected=2)
    _, taken_back, told = await cluster.read(cluster.topics.events.name, expected=3)

    assert [orjson.loads(record.value or b"")["supersedes"] for record in articles] == [
        None,
        {"sha256": first.sha256},
    ]
    retraction = orjson.loads(taken_back.value or b"")
    assert (retraction["status"], retraction["id"]) == ("retracted", first.events[0].id)
    assert retraction["superseded_by"] == {"sha256": second.sha256}
    assert told.value == f"{second.events[0].id} {second.sha256}".encode()
