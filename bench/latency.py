"""``python -m bench.latency``: how long an article takes, and what a worker takes that has nothing to do.

One worker with two pool processes. Articles come at random times at half the speed that it showed just
before, then one a second, then none. The clock of an article runs from the producer's ``send`` to the moment
at which a read_committed reader has it from ``articles.enriched``; its events are in the same transaction.
"""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import orjson
import typer
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from pydantic import TypeAdapter
from rich.console import Console

from bench import kafka as bench
from bench import machine, processes
from bench.articles import Sample, sample
from bench.errors import BenchError
from bench.inline import Whole
from bench.paths import RESULTS, SHARED
from bench.tables import table
from worker.cli import cluster
from worker.cli.clients import running
from worker.cli.failures import CommandError
from worker.config import Kafka
from worker.local import LocalKafka, LocalKafkaError
from worker.messages.raw import decode

FILE = RESULTS / "latency.json"
#: Pool processes; articles that show the full speed; share of it that is the load.
POOL, _FULL, _SHARE = 2, 240, 0.5
#: A warm worker has met most words; so many seconds after the last article it is idle.
_WARM_UP, _SETTLE_SECONDS, _LAST_SECONDS = 64, 10.0, 60.0

_HEAD = ("load", "articles", "articles/s", "p50, ms", "p99, ms", "p99 beyond its compute, ms")


@dataclass(frozen=True, slots=True)
class Load:
    """Milliseconds from send to read_committed of articles that came at ``rate`` a second.

    ``beyond`` is the same without what the coder alone takes for the article, where that was measured.
    """

    name: str
    rate: float
    milliseconds: tuple[float, ...]
    beyond: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Idle:
    """A worker without work: percent of a core over ``seconds``, resident MB, connections to Kafka.

    ``ready_seconds`` is from its start to ready, when models and libraries were in the file cache;
    ``started_mb`` is the memory of worker and pool then, ``worker_mb`` and ``children_mb`` after the work.
    """

    seconds: float
    cpu_percent: float
    ready_seconds: float
    started_mb: int
    worker_mb: int
    children_mb: tuple[int, ...]
    lanes: int
    connections: int

    @property
    def resident_mb(self) -> int:
        """Worker and pool together."""
        return self.worker_mb + sum(self.children_mb)


@dataclass(frozen=True, slots=True)
class Latency:
    """A run; ``load_average`` before, between and after its parts."""

    made: str
    load_average: tuple[float, ...]
    loads: tuple[Load, ...]
    idle: Idle


def main(
    seconds: Annotated[float, typer.Option(min=1, help="Seconds of each load.")] = 60.0,
    shared: Annotated[
        Path, typer.Option(help="The folder with articles/wikinews_de.jsonl.")
    ] = SHARED,
) -> None:
    """Measure; writes bench/results/latency.json, of which `python -m bench.report` makes tables."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    try:
        found = _measure(sample(shared), seconds, console)
    except (BenchError, CommandError, LocalKafkaError) as error:
        console.print(f"bench.latency: {error}", style="red")
        raise typer.Exit(1) from error
    FILE.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    console.print(render(found))


def _measure(measured: Sample, seconds: float, console: Console) -> Latency:
    with TemporaryDirectory(prefix="escalation-latency-") as name:
        folder = Path(name)
        with LocalKafka(folder / "kafka") as broker:
            run = _Run(measured, broker.bootstrap, folder / "worker.log", console)
            asyncio.run(run.start_cold())
            loads, idle = asyncio.run(run.all(seconds))
    steady = loads[1]
    alone = _alone(run.values(len(steady.milliseconds), "steady"))
    beyond = tuple(
        round(took - own, 2) for took, own in zip(steady.milliseconds, alone, strict=True)
    )
    loads[1] = Load(steady.name, steady.rate, steady.milliseconds, beyond)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Latency(made, tuple(run.load), tuple(loads), idle)


def _alone(values: Sequence[bytes]) -> list[float]:
    """Milliseconds of the coder for each article, one at a time."""
    coder = Whole()
    coder.run(values[:1])
    return [1000 * coder.run([value]).seconds for value in values]


class _Run:
    """The parts of a measurement at one broker."""

    def __init__(self, measured: Sample, bootstrap: str, log: Path, console: Console) -> None:
        self._measured = measured
        self._log = log
        self._console = console
        self.load = [machine.load_average()]
        name = f"latency-{uuid.uuid4().hex[:8]}"
        self._kafka = Kafka(bootstrap=bootstrap, group=name, topic_prefix=f"{name}.")

    async def start_cold(self) -> None:
        """Start a worker once, so that the next one finds its files in the cache."""
        async with running(AIOKafkaAdminClient, self._kafka.connection()) as admin:
            await cluster.make(admin, self._kafka)
        async with bench._worker(self._kafka, POOL, self._log):
            pass

    async def all(self, seconds: float) -> tuple[list[Load], Idle]:
        """Both loads, then none."""
        async with (
            running(AIOKafkaAdminClient, self._kafka.connection()) as admin,
            bench._worker(self._kafka, POOL, self._log) as process,
        ):
            started = _resident(process.pid)
            rate = _SHARE * await self._full_speed(admin)
            half = await self._timed("half the full speed", rate, arrivals(rate, seconds), "half")
            steady_times = [float(second) for second in range(max(1, round(seconds)))]
            steady = await self._timed("one a second", 1.0, steady_times, "steady")
            return [half, steady], await self._idle(process, started, min(seconds, 30.0))

    def values(self, count: int, name: str) -> list[bytes]:
        """So many articles, each with an id of its own; the same for the same name."""
        found = islice(cycle(self._measured.values), count)
        return [renamed(value, f"{name}-{number}") for number, value in enumerate(found)]

    async def _full_speed(self, admin: AIOKafkaAdminClient) -> float:
        """Articles a second when they wait in the topic."""
        await bench._through(admin, self._kafka, self.values(_WARM_UP, "warm"))
        seconds = await bench._through(admin, self._kafka, self.values(_FULL, "full"))
        self._console.print(f"full speed: {_FULL / seconds:.1f} articles/s")
        return _FULL / seconds

    async def _timed(self, name: str, rate: float, times: Sequence[float], kind: str) -> Load:
        self.load.append(machine.load_average())
        values = self.values(len(times), kind)
        took = await _latencies(self._kafka, values, times)
        self._console.print(
            f"{name}: p50 {quantile(took, 0.5):.0f} ms, p99 {quantile(took, 0.99):.0f} ms"
        )
        return Load(name, round(rate, 2), tuple(round(one, 2) for one in took))

    async def _idle(self, process: bench.Process, started: int, seconds: float) -> Idle:
        await asyncio.sleep(_SETTLE_SECONDS)
        before, begin = processes.cpu_seconds(process.pid), time.perf_counter()
        await asyncio.sleep(seconds)
        spent = processes.cpu_seconds(process.pid) - before
        lasted = time.perf_counter() - begin
        self.load.append(machine.load_average())
        port = int(self._kafka.bootstrap.rpartition(":")[2])
        return Idle(
            seconds=round(lasted, 1),
            cpu_percent=round(100 * spent / lasted, 2),
            ready_seconds=round(process.ready_seconds, 2),
            started_mb=started,
            worker_mb=processes.resident_mb(process.pid),
            children_mb=tuple(map(processes.resident_mb, processes.children(process.pid))),
            lanes=2 * self._kafka.partitions + 1,
            connections=processes.connections(process.pid, port),
        )


def _resident(pid: int) -> int:
    return processes.resident_mb(pid) + sum(map(processes.resident_mb, processes.children(pid)))


async def _latencies(kafka: Kafka, values: Sequence[bytes], times: Sequence[float]) -> list[float]:
    """Milliseconds from the sending of each article, at its time, until it can be read."""
    topics, connection = kafka.topics(), kafka.connection()
    async with (
        running(
            AIOKafkaConsumer, connection, isolation_level="read_committed", fetch_max_wait_ms=100
        ) as reader,
        running(AIOKafkaProducer, connection) as producer,
    ):
        reader.assign([TopicPartition(topics.enriched.name, n) for n in range(kafka.partitions)])
        await reader.seek_to_end()
        names = [decode(value).id for value in values]
        seen = asyncio.create_task(_seen(reader, set(names)))
        sent: dict[str, float] = {}
        begin = time.perf_counter()
        for name, value, due in zip(names, values, times, strict=True):
            await asyncio.sleep(max(0.0, begin + due - time.perf_counter()))
            sent[name] = time.perf_counter()
            await producer.send(topics.raw.name, value, key=name.encode())
        async with asyncio.timeout(_LAST_SECONDS):
            found = await seen
    return [1000 * (found[name] - sent[name]) for name in names]


async def _seen(reader: AIOKafkaConsumer, names: set[str]) -> Mapping[str, float]:
    """When the record of each article came to the reader."""
    found: dict[str, float] = {}
    while len(found) < len(names):
        for records in (await reader.getmany(timeout_ms=1_000)).values():
            now = time.perf_counter()
            for record in records:
                name = (record.key or b"").decode()
                if name in names:
                    found.setdefault(name, now)
    return found


def arrivals(rate: float, seconds: float) -> list[float]:
    """Random times of independent articles, ``rate`` a second, the same every time."""

    def steps() -> Iterator[float]:
        chance, now = random.Random(0), 0.0  # noqa: S311 - nothing is to be kept secret
        while (now := now + chance.expovariate(rate)) < seconds:
            yield now

    return list(steps()) or [0.0]


def renamed(value: bytes, name: str) -> bytes:
    """A raw article under another id."""
    return orjson.dumps(orjson.loads(value) | {"id": name})


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all are not above: the nearest rank, nothing between two."""
    rank = -(-len(values) * share // 1)
    return sorted(values)[max(0, int(rank) - 1)]


def load(path: Path = FILE) -> Latency | None:
    """The results in a file, None where there is none; raises pydantic.ValidationError for another file."""
    return TypeAdapter(Latency).validate_json(path.read_bytes()) if path.is_file() else None


def render(found: Latency) -> str:
    """The tables of doc/performance.md."""
    idle, averages = found.idle, ", ".join(f"{one:.1f}" for one in found.load_average)
    return f"""\
{table(_HEAD, map(_row, found.loads))}

Idle over {idle.seconds:.0f} s: {idle.cpu_percent:.2f} % of a core, {idle.worker_mb} MB the worker and \
{" and ".join(map(str, idle.children_mb))} MB its pool
({idle.started_mb} MB in all before the first article), {idle.lanes} lanes, {idle.connections} connections \
to the one broker.
Measured {found.made}; load average before, between and after: {averages}."""


def _row(one: Load) -> tuple[str, ...]:
    took = one.milliseconds
    beyond = f"{quantile(one.beyond, 0.99):.0f}" if one.beyond else ""
    figures = (f"{quantile(took, 0.5):.0f}", f"{quantile(took, 0.99):.0f}", beyond)
    return one.name, f"{len(took):,}", f"{one.rate:.1f}", *figures


if __name__ == "__main__":
    typer.run(main)
