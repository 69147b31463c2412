"""Row 10: hours at most of what a worker can do, and whether it is then as it was in the beginning."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles

from aiokafka import AIOKafkaProducer

from bench.processes import children, resident_mb
from tests.scenarios.ground import Ground
from tests.scenarios.reader import Reader
from tests.scenarios.table import Result, Sizes, scenario
from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from worker import resources

_LOAD = 0.7
_PUBLISHED_SEEDS = 12
_START = datetime(2022, 6, 29, tzinfo=UTC)
_LOOK_SECONDS = 1.0
_QUIET_SECONDS = 15
_WARM_SHARE = 0.2
_MOST_GROWTH = 0.05
_MOST_SLOWER = 1.5
_ENOUGH = 3000


@dataclass(slots=True)
class Seen:
    """What was looked at every second; latencies in the order of the articles."""

    resident: list[int] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    def parts(self, name: str) -> tuple[list[float], list[float]]:
        """The first and the last third after the warm-up."""
        values = getattr(self, name)
        values = values[int(_WARM_SHARE * len(values)) :]
        third = max(1, len(values) // 3)
        return values[:third], values[-third:]


@scenario(
    10,
    "soak",
    does="the real coder, {processes} pool process(es), for {seconds} s at 70% of what it can do",
    passes="memory grows by less than 5% after warm-up, p99 stable, file descriptors flat",
    full={"seconds": 3600, "processes": 1, "measured": 200},
    small={"seconds": 10, "processes": 1, "measured": 30},
)
async def soak(ground: Ground, sizes: Sizes) -> Result:
    """The seeds again and again: first as fast as it goes, then at 70% of that."""
    result, seen = Result(), Seen()
    async with ground.stage(child="real", processes=f"{sizes['processes']}") as (cluster, fleet):
        enriched, articles = cluster.topics.enriched.name, _articles()
        async with Reader(cluster.bootstrap, enriched, keep=False) as reader:
            await fleet.start("one")
            rate = _LOAD * await _capacity(cluster, reader, articles, sizes["measured"])
            looking = asyncio.create_task(_look(fleet, seen))
            sent = await _send(cluster, articles, rate=rate, seconds=sizes["seconds"])
            looking.cancel()
            while await reader.next(seconds=_QUIET_SECONDS) is not None:
                pass
        seen.latencies = [reader.arrived[key] - at for key, at in sent if key in reader.arrived]
        result.hold(len(seen.latencies) == len(sent), f"all of {len(sent)} come out")
        result.hold(fleet.restarts == 0, "no restart")
    return _judged(result, seen, rate)


async def _capacity(
    cluster: Cluster, reader: Reader, articles: Iterator[tuple[bytes, bytes]], measured: int
) -> float:
    """Articles a second when all are there at once; the first ones warm everything up."""
    for number in (_PUBLISHED_SEEDS, measured):
        before, started = reader.counts.total(), time.monotonic()
        await cluster.send(islice(articles, number))
        wanted = {cluster.topics.enriched.name: before + number}
        if not await reader.until(wanted, seconds=180):
            raise TimeoutError(f"{number} articles did not come out within 180 s")
    return measured / (time.monotonic() - started)


async def _send(
    cluster: Cluster, articles: Iterator[tuple[bytes, bytes]], *, rate: float, seconds: float
) -> list[tuple[bytes, float]]:
    """Articles at an even pace; each one's key and the clock when it was sent."""
    sent: list[tuple[bytes, float]] = []
    producer = AIOKafkaProducer(bootstrap_servers=cluster.bootstrap, enable_idempotence=True)
    async with producer:
        started = time.monotonic()
        while (elapsed := time.monotonic() - started) < seconds:
            for key, value in islice(articles, int(elapsed * rate) - len(sent)):
                sent.append((key, time.monotonic()))
                await producer.send(cluster.topics.raw.name, value, key)
            await asyncio.sleep(1 / rate)
    return sent


async def _look(fleet: Fleet, seen: Seen) -> None:
    """Every second what the worker and its pool hold: MB, open file descriptors."""
    while True:
        pids = [fleet.pid("one"), *children(fleet.pid("one"))]
        seen.resident.append(sum(map(resident_mb, pids)))
        seen.descriptors.append(sum(map(_descriptors, pids)))
        await asyncio.sleep(_LOOK_SECONDS)


def _judged(result: Result, seen: Seen, rate: float) -> Result:
    before, after = map(median, seen.parts("resident"))
    growth = after / before - 1
    result.hold(growth < _MOST_GROWTH, f"memory grows by less than 5%, not {growth:.1%}")
    first, last = (quantiles(part, n=100)[98] for part in seen.parts("latencies"))
    if len(seen.latencies) >= _ENOUGH:  # the p99 of a few articles is the machine's worst moment
        stable = last <= max(_MOST_SLOWER * first, first + 0.1)
        result.hold(stable, f"p99 stable, not {first:.2f} to {last:.2f} s")
    start, end = (max(part) for part in seen.parts("descriptors"))
    result.hold(end <= start + 2, f"file descriptors flat, not {start} to {end}")
    result.figures |= {
        "articles": len(seen.latencies), "articles/s": round(rate, 1),
        "memory, MB": f"{before:.0f} to {after:.0f}", "growth": f"{growth:.1%}",
        "p99, ms": f"{1000 * first:.0f} to {1000 * last:.0f}",
        "file descriptors": f"{start:.0f} to {end:.0f}",
    }  # fmt: skip
    return result


def _descriptors(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def _articles() -> Iterator[tuple[bytes, bytes]]:
    """The seeds with ids of their own, a minute of event time apart: states expire as in real life."""
    files = sorted(resources.folder("seeds").glob("*.json"))[:_PUBLISHED_SEEDS]
    samples = [json.loads(path.read_bytes()) for path in files]
    for number in count():
        name, time_ = f"soak-{number:07}", _START + timedelta(minutes=number)
        dated = {"id": name, "published_at": time_.isoformat()}
        yield name.encode(), json.dumps(samples[number % len(samples)] | dated).encode()
