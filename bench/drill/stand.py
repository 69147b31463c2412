"""What the drill stands on: Kafka, a supervised worker, articles that keep coming, Prometheus."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from bench import processes
from bench.drill import rules
from bench.errors import BenchError
from bench.prometheus import Prometheus
from worker import resources
from worker.cli import cluster
from worker.cli.clients import running
from worker.config import Kafka
from worker.local import LocalKafka
from worker.local.ports import free_ports

SESSION_SECONDS = 6
_SEEDS = {"de": "05-ausweisung.json", "en": "09-sanctions.json"}


@dataclass(slots=True)
class Traffic:
    """Articles of ``languages`` in turns, ``rate`` a second; with ``junk`` every other one is broken."""

    bootstrap: str
    topic: str
    rate: float = 1.5
    languages: tuple[str, ...] = ("de", "en")
    junk: bool = False

    async def run(self) -> None:
        """Send for ever, each article under an id of its own and dated now, as news are."""
        folder = resources.folder("seeds")
        seeds = {code: json.loads((folder / name).read_bytes()) for code, name in _SEEDS.items()}
        async with AIOKafkaProducer(bootstrap_servers=self.bootstrap) as producer:
            for number in itertools.count():
                while not self.rate:
                    await asyncio.sleep(0.1)
                code = self.languages[number % len(self.languages)]
                article = {
                    **seeds[code],
                    "id": f"drill-{number}",
                    "url": None,
                    "published_at": None,
                }
                key = f"{number}".encode()
                await producer.send(self.topic, json.dumps(article).encode(), key)
                if self.junk:
                    await producer.send(self.topic, b"broken", key)
                await asyncio.sleep(1 / (self.rate or 1))


@dataclass(slots=True)
class Supervised:
    """``escalation-worker run``, started again whenever it ends, unless ``down``."""

    kafka: Kafka
    folder: Path
    port: int = field(default_factory=lambda: free_ports(1)[0])
    down: bool = False
    _process: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        """Supervise for ever."""
        settings = {
            "kafka.bootstrap": self.kafka.bootstrap, "kafka.group": self.kafka.group,
            "kafka.topic_prefix": self.kafka.topic_prefix, "kafka.instance_id": "drill",
            "kafka.session_timeout": SESSION_SECONDS, "http.port": self.port, "pool.size": 2,
            "pool.article_timeout": 600, "pool.batch_records": 2,
        }  # fmt: skip
        flags = [flag for key, value in settings.items() for flag in ("--set", f"{key}={value}")]
        clean = {key: value for key, value in os.environ.items() if "ESCALATION_" not in key}
        while True:
            while self.down:
                await asyncio.sleep(0.1)
            with (self.folder / "worker.log").open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "worker", "run", *flags,
                    stdout=log, stderr=log, env=clean, cwd=self.folder,
                )  # fmt: skip
            await self._process.wait()

    def kill(self) -> None:
        """SIGKILL."""
        if self._process and self._process.returncode is None:
            self._process.kill()

    @property
    def pool(self) -> list[int]:
        """The processes of its pool."""
        if self._process is None or self._process.returncode is not None:
            return []
        with contextlib.suppress(OSError):
            return processes.children(self._process.pid)
        return []

    def signal_pool(self, number: signal.Signals, *, only: int = 0) -> None:
        """Send a signal to every process of the pool, or to one alone."""
        for pid in [only] if only else self.pool:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


@dataclass(frozen=True, slots=True)
class Stand:
    """All of it, running."""

    kafka: Kafka
    traffic: Traffic
    worker: Supervised
    prometheus: Prometheus

    def firing(self) -> set[str]:
        """The names of the alerts that fire now."""
        return {sample.labels["alertname"] for sample in self.prometheus.firing()}

    async def until(self, alert: str, *, fires: bool, seconds: float) -> float:
        """Wait until an alert fires or has ended; how long it took. Raises BenchError."""
        started = time.monotonic()
        while (alert in await asyncio.to_thread(self.firing)) != fires:
            if time.monotonic() - started > seconds:
                state = "does not fire" if fires else "does not end"
                raise BenchError(f"{alert} {state} within {seconds:g} s; {self.firing()} fire")
            await asyncio.sleep(0.25)
        return round(time.monotonic() - started, 1)

    async def well(self) -> None:
        """Wait until the worker works: lanes open, nothing old in them, no alert firing or about to."""
        look = "sum(escalation_lanes_open) > 0 and max(escalation_lag_seconds) < 5"
        await asyncio.to_thread(
            self.prometheus.wait,
            lambda: self.prometheus.query(look) and not self.prometheus.query("ALERTS"),
            "the worker is well again", seconds=420,
        )  # fmt: skip


@asynccontextmanager
async def stand(folder: Path) -> AsyncIterator[Stand]:
    """Start everything; the worker is well when this returns."""
    with LocalKafka(folder / "kafka") as broker:
        kafka = Kafka(bootstrap=broker.bootstrap, group="drill", topic_prefix="drill.")
        async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
            await cluster.make(admin, kafka)
        traffic = Traffic(broker.bootstrap, kafka.topics().raw.name)
        worker = Supervised(kafka, folder)
        tasks = [asyncio.create_task(worker.run())]
        prometheus = Prometheus(
            folder / "prometheus", target=f"127.0.0.1:{worker.port}", rules=rules.write(folder)
        )
        try:
            with prometheus:
                made = Stand(kafka, traffic, worker, prometheus)
                await made.well()
                tasks.append(asyncio.create_task(traffic.run()))
                await asyncio.sleep(20)  # the first articles are slower than all later ones
                await made.well()
                yield made
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            worker.kill()
