"""The exactly-once scenario: what goes in, what must come out, and the faults between."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass

from tests.support.cluster import Cluster
from tests.support.fleet import Fleet


def article(number: int, text: str = "Die Lage ist ruhig.") -> tuple[bytes, bytes]:
    """Key and value of a raw article."""
    name = f"article-{number:05}"
    return name.encode(), json.dumps({"id": name, "text": text}).encode()


def broken(number: int) -> tuple[bytes, bytes]:
    """A raw article that no decoder accepts."""
    return b"broken-%05d" % number, b'{"id": "broken-%05d", "text": ' % number


@dataclass(frozen=True, slots=True)
class Scenario:
    """``count`` articles on a cluster, one in a hundred of them broken."""

    cluster: Cluster
    count: int

    @property
    def good(self) -> set[bytes]:
        """Keys of the articles that are published."""
        return {article(n)[0] for n in range(self.count) if n % 100 != 7}

    @property
    def dead(self) -> set[bytes]:
        """Keys of the articles that are dead-lettered."""
        return {broken(n)[0] for n in range(self.count) if n % 100 == 7}

    async def produce(self) -> None:
        """Put the articles on the topic in ten portions, so that faults meet traffic."""
        step = self.count // 10
        for start in range(0, self.count, step):
            numbers = range(start, start + step)
            await self.cluster.send(broken(n) if n % 100 == 7 else article(n) for n in numbers)

    async def reached(self, share: float) -> bool:
        """Wait until that share of the articles has come out; whether it has within two minutes."""
        wanted = int(share * len(self.good))
        topic = self.cluster.topics.enriched.name
        return len(await self.cluster.read(topic, expected=wanted, seconds=120)) >= wanted

    async def faults(self, *, seconds: float) -> dict[str, list[bytes]]:
        """What a read_committed reader misses or sees twice, by topic; empty when all is well."""
        topics, good, dead = self.cluster.topics, self.good, self.dead
        found = await asyncio.gather(
            self.cluster.read(
                topics.events.name, expected=2 * len(good), seconds=seconds, settle=2
            ),
            self.cluster.read(topics.enriched.name, expected=len(good), seconds=seconds),
            self.cluster.read(topics.dead.name, expected=len(dead), seconds=seconds),
        )
        events, enriched, letters = found
        wanted = Counter(key + b"/%d" % number for key in good for number in (1, 2))
        differences = {
            "events": _difference(Counter(record.value for record in events), wanted),
            "enriched": _difference(Counter(record.key for record in enriched), Counter(good)),
            "dead": _difference(Counter(record.key for record in letters), Counter(dead)),
        }
        return {topic: wrong for topic, wrong in differences.items() if wrong}


async def pause(fleet: Fleet, name: str, *, seconds: float) -> None:
    """Stop a worker for longer than its session, then let it believe it is still the owner."""
    fleet.pause(name)
    try:
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()
    except TimeoutError:
        fleet.resume(name)


def _difference(found: Counter[bytes], wanted: Counter[bytes]) -> list[bytes]:
    lost = [b"lost " + key for key in (wanted - found).elements()]
    return sorted(lost + [b"twice " + key for key in (found - wanted).elements()])
