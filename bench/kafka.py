"""The real thing: a worker process on a real broker, from the producer to the committed events."""

from __future__ import annotations

import asyncio
import os
import sys
import time
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import aiohttp
from aiokafka.admin import AIOKafkaAdminClient

from bench import processes
from bench.errors import BenchError
from bench.paths import ROOT
from bench.results import Spent, Start
from worker.cli import cluster, scrape
from worker.cli.clients import running
from worker.cli.delivery import Delivery
from worker.cli.sources import Item
from worker.config import Kafka
from worker.local import ports

#: The argument that a Kafka broker's process is known by.
BROKER = "kafka.Kafka"
#: Every look takes the broker and this process some milliseconds of the cores that are measured.
_START_SECONDS, _WORK_SECONDS, _LOOK_SECONDS = 120.0, 600.0, 0.1


@dataclass(frozen=True, slots=True)
class Process:
    """A worker that is ready: its pid, where it serves /metrics, seconds from start to ready."""

    pid: int
    url: str
    ready_seconds: float


async def drive(
    values: Sequence[bytes],
    *,
    warm_up: Sequence[bytes],
    bootstrap: str,
    pool: int,
    log: Path,
    more: Mapping[str, object] = MappingProxyType({}),
) -> tuple[Spent, Start]:
    """What it takes from the first article sent to the last one's events committed; the worker itself.

    Processor time is that of worker and pool. The topics are new, the worker is fresh, with ``more``
    settings; its ``pool`` processes have seen ``warm_up`` alone.
    Raises BenchError when an article is refused or the worker fails; its output is in ``log``.
    """
    kafka = _fresh(bootstrap)
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.make(admin, kafka)
        async with worker(kafka, pool, log, more) as process:
            await through(admin, kafka, warm_up)
            before = await scrape.counts(process.url)
            spent = await _spent(admin, kafka, process.pid, values)
            after = await scrape.counts(process.url)
            return spent, _start(pool, process, before, after)


async def drive_other(
    module: str, values: Sequence[bytes], *, warm_up: Sequence[bytes], bootstrap: str, log: Path
) -> Spent:
    """The same for what a module of this package makes of articles, in processes of its own.

    Started with bootstrap, group and prefix, it prints "ready" when it is. Raises as ``drive`` does.
    """
    kafka = _fresh(bootstrap)
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.make(admin, kafka)
        async with _other(module, kafka, log) as pid:
            await through(admin, kafka, warm_up)
            return await _spent(admin, kafka, pid, values)


async def _spent(
    admin: AIOKafkaAdminClient, kafka: Kafka, pid: int, values: Sequence[bytes]
) -> Spent:
    broker = processes.find(os.getpid(), BROKER)
    cpu, beside = processes.cpu_seconds(pid), processes.cpu_seconds(broker)
    seconds = await through(admin, kafka, values)
    return Spent(seconds, processes.cpu_seconds(pid) - cpu, processes.cpu_seconds(broker) - beside)


def _fresh(bootstrap: str) -> Kafka:
    """Settings with a group and topics that nobody has used yet."""
    name = f"bench-{uuid.uuid4().hex[:8]}"
    return Kafka(bootstrap=bootstrap, group=name, topic_prefix=f"{name}.")


@asynccontextmanager
async def played(
    values: Sequence[bytes],
    *,
    bootstrap: str,
    folder: Path,
    more: Mapping[str, object] = MappingProxyType({}),
) -> AsyncIterator[Kafka]:
    """The settings of a cluster on which a worker, with ``more``, has committed what it made."""
    name = f"played-{uuid.uuid4().hex[:8]}"
    kafka = Kafka(bootstrap=bootstrap, group=name, topic_prefix=f"{name}.")
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.make(admin, kafka)
        async with worker(kafka, 2, folder / "log", more):
            await through(admin, kafka, values)
    yield kafka


def _start(
    pool: int, process: Process, before: dict[str, scrape.Counts], after: dict[str, scrape.Counts]
) -> Start:
    articles = after["articles"] - before.get("articles", scrape.Counts())
    return Start(
        pool=pool,
        ready_seconds=round(process.ready_seconds, 2),
        worker_mb=processes.resident_mb(process.pid),
        children_mb=tuple(map(processes.resident_mb, processes.children(process.pid))),
        events=(after["events"] - before.get("events", scrape.Counts())).total(),
        outcomes={" ".join(filter(None, labels)): n for labels, n in sorted(articles.items())},
    )


async def through(admin: AIOKafkaAdminClient, kafka: Kafka, values: Sequence[bytes]) -> float:
    """Send the articles and wait until the offset behind the last of every partition is committed.

    Offsets are committed in the transaction that publishes the events.
    """
    refusals: list[str] = []
    topic = kafka.topics().raw.name
    started = time.perf_counter()
    delivery = Delivery(kafka.connection(), topic, refuse=refusals.append)
    await delivery.run(Item(value, f"article {number}") for number, value in enumerate(values))
    if refusals:
        raise BenchError(f"{len(refusals)} articles were refused, the first: {refusals[0]}")
    async with asyncio.timeout(_WORK_SECONDS):
        while not await _is_committed(admin, kafka.group, delivery):
            await asyncio.sleep(_LOOK_SECONDS)
    return time.perf_counter() - started


async def _is_committed(admin: AIOKafkaAdminClient, group: str, delivery: Delivery) -> bool:
    committed = await cluster.committed(admin, group, delivery.topic)
    return all(committed.get(partition, 0) >= end for partition, end in delivery.ends.items())


@asynccontextmanager
async def worker(
    kafka: Kafka, pool: int, log: Path, more: Mapping[str, object] = MappingProxyType({})
) -> AsyncIterator[Process]:
    """``escalation-worker run`` as a process of its own, with nothing set but what is named here."""
    port = ports.free_ports(1)[0]
    settings = {
        "kafka.bootstrap": kafka.bootstrap,
        "kafka.group": kafka.group,
        "kafka.topic_prefix": kafka.topic_prefix,
        "pool.size": pool,
        "http.port": port,
        **more,
    }
    flags = [flag for key, value in settings.items() for flag in ("--set", f"{key}={value}")]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ESCALATION_")}
    started = time.perf_counter()
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "worker", "run", *flags,
            stdout=output, stderr=output, env=clean, cwd=log.parent,
        )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        await _ready(process, url, log)
        yield Process(process.pid, url, time.perf_counter() - started)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@asynccontextmanager
async def _other(module: str, kafka: Kafka, log: Path) -> AsyncIterator[int]:
    """A module of this package as a process of its own; its pid once it is ready."""
    arguments = (kafka.bootstrap, kafka.group, kafka.topic_prefix)
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *arguments,
            stdout=asyncio.subprocess.PIPE, stderr=output, cwd=ROOT,
        )  # fmt: skip
    try:
        async with asyncio.timeout(_START_SECONDS):
            if process.stdout is None or await process.stdout.readline() != b"ready\n":
                raise BenchError(f"{module} ended:\n{_tail(log)}")
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]


async def _ready(process: asyncio.subprocess.Process, url: str, log: Path) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(_START_SECONDS):
        while not await _answers(session, f"{url}/readyz"):
            if process.returncode is not None:
                raise BenchError(f"the worker ended with {process.returncode}:\n{_tail(log)}")
            await asyncio.sleep(_LOOK_SECONDS)


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False  # it does not serve yet
