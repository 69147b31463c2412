"""Both tiers end to end: a worker on a real Kafka, with one process of the pool and with two."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import orjson
from pydantic import TypeAdapter

from bench import kafka
from bench.articles import Sample
from bench.inline import BATCH
from bench.results import Spent, Start
from bench.tiers.accuracy import TIERS
from worker.local import LocalKafka

POOLS = (1, 2)


@dataclass(frozen=True, slots=True)
class Speed:
    """A tier with ``pool`` processes: medians over the rounds; a process's resident memory in MB.

    ``ratio`` is to the fast tier with as many processes in the same round.
    """

    tier: str
    pool: int
    articles_a_second: float
    ratio: float
    cpu_ms: float
    process_mb: int
    ready_seconds: float


def speeds(sample: Sample, *, articles: int, rounds: int, more: dict[str, object]) -> list[Speed]:
    """Every tier in turns in each round, each round with other articles; raises BenchError."""
    with (
        TemporaryDirectory(prefix="escalation-tiers-") as name,
        LocalKafka(Path(name) / "kafka") as broker,
    ):
        log = Path(name) / "worker.log"
        found = [
            dict(_round(sample, number, articles, broker.bootstrap, log, more))
            for number in range(rounds)
        ]
    return [
        _speed(tier, pool, articles, [(one[tier, pool], one["fast", pool]) for one in found])
        for tier, pool in product(TIERS, POOLS)
    ]


def earlier(file: Path) -> tuple[list[Speed], object]:
    """The speeds of an earlier run and the machine it ran on; raises OSError, pydantic.ValidationError."""
    before = orjson.loads(file.read_bytes())
    return TypeAdapter(list[Speed]).validate_python(before["speeds"]), before["machine"]


_Way = tuple[str, int]


def _round(
    sample: Sample, number: int, size: int, bootstrap: str, log: Path, more: dict[str, object]
) -> Iterator[tuple[_Way, tuple[Spent, Start]]]:
    values, warm_up = sample.part(number, size), sample.values[-BATCH:]
    for pool, tier in product(POOLS, TIERS):
        settings = {"coder.tier": tier, **(more if tier == "accurate" else {})}
        driven = kafka.drive(
            values, warm_up=warm_up, bootstrap=bootstrap, pool=pool, log=log, more=settings,
        )  # fmt: skip
        yield (tier, pool), asyncio.run(driven)


def _speed(
    tier: str, pool: int, size: int, found: Sequence[tuple[tuple[Spent, Start], ...]]
) -> Speed:
    own = [one for one, _ in found]
    return Speed(
        tier,
        pool,
        articles_a_second=round(median(size / spent.seconds for spent, _ in own), 1),
        ratio=round(median(fast.seconds / one.seconds for (one, _), (fast, _) in found), 2),
        cpu_ms=round(median(1000 * spent.cpu_seconds / size for spent, _ in own), 1),
        process_mb=max(mb for _, start in own for mb in start.children_mb),
        ready_seconds=round(median(start.ready_seconds for _, start in own), 1),
    )
