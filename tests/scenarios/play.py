"""What most scenarios share: traffic in, a reader that looks on, the comparison in the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from aiokafka import AIOKafkaConsumer, TopicPartition

from tests.scenarios.ground import Ground
from tests.scenarios.reader import Reader, afterwards
from tests.scenarios.table import Result
from tests.scenarios.traffic import Traffic
from tests.scenarios.verifier import Wanted
from tests.support.cluster import Cluster
from tests.support.fleet import Fleet

_PORTIONS = 10
_PATIENCE_SECONDS = 180
_SETTLE_SECONDS = 1.0


@dataclass(slots=True)
class Play:
    """A scenario that is running; ``result`` is what it has found so far.

    ``extra`` is what must come out beside the traffic.
    """

    cluster: Cluster
    fleet: Fleet
    traffic: Traffic
    reader: Reader
    extra: Wanted = field(default_factory=Wanted)
    result: Result = field(default_factory=Result)
    steps: int = 0
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    _step: int = 0

    def more(self) -> None:
        """Let the next of ``steps`` portions come in."""
        self._turns.release()
        self._step += 1

    async def step(self) -> None:
        """Let the next portion come in, and wait until a tenth of it is out."""
        self.more()
        await self.reached((self._step - 0.9) / self.steps)

    async def drained(self) -> None:
        """Wait until nearly all that came in so far is out."""
        await self.reached((self._step - 0.05) / self.steps)

    async def portions(self) -> AsyncIterator[list[tuple[bytes, bytes]]]:
        """The traffic as it comes in: a step at a time, or as fast as the workers take it."""
        topic, sent = self.cluster.topics.enriched.name, 0
        for portion in self.traffic.portions(self.steps or _PORTIONS):
            if self.steps:
                await self._turns.acquire()
            else:
                through = int(0.95 * (sent - len(portion)))
                await self.reader.until({topic: through}, seconds=_PATIENCE_SECONDS)
            sent += len(portion)
            yield portion

    async def reached(self, share: float) -> None:
        """Wait until that share of the articles has come out, and note it when it does not."""
        topic = self.cluster.topics.enriched.name
        wanted = int(share * self.traffic.wanted().counts()[topic])
        there = await self.reader.until({topic: wanted}, seconds=_PATIENCE_SECONDS)
        self.result.hold(there, f"{share:.0%} of the articles within {_PATIENCE_SECONDS} s")

    async def finish(self) -> Result:
        """Wait for the end and compare, as the reader saw it and as one sees it that comes later."""
        wanted = self.traffic.wanted() | self.extra
        await self.reader.until(wanted.counts(), seconds=_PATIENCE_SECONDS)
        await asyncio.gather(*map(self.fleet.ready, self.fleet.names))  # duplicates show by then
        later = await afterwards(self.cluster.bootstrap, wanted.counts(), settle=_SETTLE_SECONDS)
        during = wanted.compare(self.reader.records)
        mismatches = sorted({*during, *wanted.compare(later)}, key=str)
        self.result.mismatches += mismatches
        self.result.figures |= {
            "articles": self.traffic.count,
            "lost": sum(mismatch.fault == "lost" for mismatch in mismatches),
            "duplicates": sum(mismatch.fault == "twice" for mismatch in mismatches),
        }
        return self.result


@asynccontextmanager
async def playing(
    ground: Ground,
    articles: int,
    *,
    workers: tuple[str, ...] = ("one", "two"),
    text: str = "Die Lage ist ruhig.",
    bootstrap: str | None = None,
    homes: Mapping[str, Path] = MappingProxyType({}),
    steps: int = 0,
    **settings: str,
) -> AsyncIterator[Play]:
    """Workers at work on ``articles``, which arrive in ten portions while the scenario goes on.

    There is always work, never all of it. With ``steps`` there are so many portions, and each comes in
    when the scenario takes a step: a fault that takes its time still meets traffic.
    ``homes`` says which workers are of another build, and where that is.
    """
    async with ground.stage(bootstrap=bootstrap, **settings) as (cluster, fleet):
        topics = cluster.topics
        fleet.homes.update(homes)
        traffic = Traffic(topics, articles, text)
        watched = (topics.enriched.name, topics.events.name, topics.dead.name)
        async with Reader(cluster.bootstrap, *watched) as reader:
            await asyncio.gather(*map(fleet.start, workers))
            play = Play(cluster, fleet, traffic, reader, steps=steps)
            producing = asyncio.create_task(_produce(play))
            try:
                yield play
                await producing
            finally:
                producing.cancel()


async def lag(cluster: Cluster) -> int:
    """How many raw articles the group has not committed yet."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=cluster.bootstrap,
        group_id=f"{cluster.topics.prefix}group",
        enable_auto_commit=False,
    )
    topic = cluster.topics.raw
    async with consumer:
        places = [TopicPartition(topic.name, number) for number in range(topic.partitions)]
        consumer.assign(places)
        ends = await consumer.end_offsets(places)
        done = [await consumer.committed(place) or 0 for place in places]
        return int(sum(ends[place] for place in places) - sum(done))


async def _produce(play: Play) -> None:
    async for portion in play.portions():
        await play.cluster.send(portion)
