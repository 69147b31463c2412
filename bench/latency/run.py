"""The parts of the latency benchmark, at one broker and in its order."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from aiokafka.admin import AIOKafkaAdminClient
from rich.console import Console

from bench import kafka as bench
from bench import machine, processes
from bench.articles import Sample
from bench.inline import Whole
from bench.latency.clock import arrivals, latencies, renamed
from bench.latency.results import Idle, Latency, Load, quantile
from worker.cli import cluster
from worker.cli.clients import running
from worker.config import Kafka
from worker.local import LocalKafka

#: Pool processes; articles that show the full speed; share of it that is the load.
POOL, _FULL, _SHARE = 2, 240, 0.5
#: A warm worker has met most words; so many seconds after the last article it is idle.
_WARM_UP, _SETTLE_SECONDS = 64, 10.0


def measure(measured: Sample, seconds: float, console: Console) -> Latency:
    """All parts with the articles of ``measured``, ``seconds`` each; tells ``console`` what it sees.

    Raises BenchError, CommandError or LocalKafkaError where broker or worker do not do their part.
    """
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
    loads[1] = replace(steady, beyond=beyond)
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
        async with bench.worker(self._kafka, POOL, self._log):
            pass

    async def all(self, seconds: float) -> tuple[list[Load], Idle]:
        """Both loads, then none."""
        async with (
            running(AIOKafkaAdminClient, self._kafka.connection()) as admin,
            bench.worker(self._kafka, POOL, self._log) as process,
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
        await bench.through(admin, self._kafka, self.values(_WARM_UP, "warm"))
        # Articles from all over, as the load has them: those of the beginning are shorter.
        every = max(1, len(self._measured.values) // _FULL)
        spread = self.values(_FULL * every, "full")[::every]
        seconds = await bench.through(admin, self._kafka, spread)
        self._console.print(f"full speed: {_FULL / seconds:.1f} articles/s")
        return _FULL / seconds

    async def _timed(self, name: str, rate: float, times: Sequence[float], kind: str) -> Load:
        self.load.append(machine.load_average())
        values = self.values(len(times), kind)
        took = await latencies(self._kafka, values, times)
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
