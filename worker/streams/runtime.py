"""The life of a worker process: start, run, and leave within seconds with nothing lost.

What is wrong with an article never comes here. What does: a signal (drain and exit 0), a broker
that fails a commit, a pool that cannot be rebuilt, a guard that trips (stop, exit 1; whoever
supervises the process starts it again, and what was not committed is read again).
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import faust
from aiokafka.admin import AIOKafkaAdminClient
from faust.types import TP

from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.streams import topics as cluster
from worker.streams.app import ConsumerReader, GroupOptions, add_stage, build_app
from worker.streams.connection import Connection
from worker.streams.counting import begin
from worker.streams.disk import DiskGauges
from worker.streams.ending import within
from worker.streams.gauges import observe_memory
from worker.streams.guard import WINDOW
from worker.streams.heartbeat import Heartbeat, LagObserver
from worker.streams.lane import Lane
from worker.streams.lanes import Lanes, Partition
from worker.streams.opening import LaneOpener
from worker.streams.pool import Pool, PoolOptions
from worker.streams.stages import StageOptions, build_coder, build_stages
from worker.streams.window import Window
from worker.streams.work import Work

_DRAIN_SECONDS = 1.5
_CLOSE_SECONDS = 2.0
_LEAVE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """Everything a worker process is told.

    ``window_bytes`` bounds the raw articles in flight; ``dead_letters`` is how many of the last 200
    articles of a partition may fail with one code.
    """

    connection: Connection
    group: GroupOptions
    topics: Topics
    pool: PoolOptions
    pool_command: Sequence[str]
    pool_hello: object
    window_records: int = 512
    window_bytes: int = 32 * 1024 * 1024
    dead_letters: int = WINDOW // 2
    stages: StageOptions = field(default_factory=StageOptions)


class Worker:
    """One worker process: a pool, stages with state, lanes and a Faust app around them."""

    def __init__(self, options: WorkerOptions, metrics: Metrics) -> None:
        self._options = options
        self._metrics = metrics
        self._window = Window(records=options.window_records, size=options.window_bytes)
        self._pool = Pool(
            options.pool_command, options.pool_hello, options=options.pool, metrics=metrics
        )
        self._admin: AIOKafkaAdminClient = cluster.admin_client(options.connection)
        self._ending: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._stages = build_stages(
            options.stages, topics=options.topics, connection=options.connection, metrics=metrics
        )
        self._lanes: Lanes | None = None
        begin(metrics, read=(options.topics.raw.name, *self._stages), written=options.topics)
        self.heartbeat = Heartbeat()

    @property
    def state(self) -> dict[str, bool]:
        """What /readyz reports: pool warm, partitions assigned and their lanes open."""
        lanes = self._lanes
        return {"pool_warm": bool(self._pool.pids), "lanes_open": bool(lanes and lanes.ready)}

    def stop(self) -> None:
        """Ask the worker to drain and leave."""
        if not self._ending.done():
            self._ending.set_result(None)

    async def run(self, *, on_ready: Callable[[], None] | None = None) -> None:
        """Work until ``stop`` or a signal; raises whatever made going on impossible."""
        self._install_signals()
        with tempfile.TemporaryDirectory(prefix="escalation-worker-") as folder:
            try:
                await cluster.connect(self._admin, self._options.connection)
                await cluster.require(self._admin, self._options.topics)
                await self._pool.start()  # last: who forgot the topics does not wait for models
                await self._work(Path(folder), on_ready)
            finally:
                await self._pool.stop()
                await within(_LEAVE_SECONDS, self._admin.close(), what="closing the admin client")

    async def _work(self, folder: Path, on_ready: Callable[[], None] | None) -> None:
        app = build_app(self._options.group, self._options.connection, datadir=folder)
        reader = ConsumerReader(app, self._options.connection)
        work = self._work_by_topic()
        lanes = self._lanes = Lanes(open_lane=self._opener(work).open, reader=reader)
        for topic in work:
            add_stage(app, topic=topic, lanes=lanes)
        _connect(app, lanes, work)
        watching = [
            asyncio.create_task(self.heartbeat.run(self._observer(lanes, reader, work))),
            asyncio.create_task(DiskGauges(self._metrics, self._admin).run(self._changelogs(work))),
        ]
        try:
            await app.start()
            await self._until_end(app, lanes, on_ready)
        finally:
            await self._leave(app, lanes)
            for task in watching:
                task.cancel()

    async def _until_end(
        self, app: faust.App, lanes: Lanes, on_ready: Callable[[], None] | None
    ) -> None:
        watched = [
            asyncio.create_task(app.wait_until_stopped()),
            asyncio.create_task(self._pool.failed()),
            asyncio.create_task(_announce(lanes, on_ready)),
        ]
        try:
            await asyncio.wait([self._ending, *watched[:2]], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in watched:
                task.cancel()
        if self._ending.done():
            self._ending.result()
        for task in watched[:2]:
            if task.done() and not task.cancelled():
                task.result()
        if app.crash_reason:
            raise app.crash_reason

    async def _leave(self, app: faust.App, lanes: Lanes) -> None:
        """Commit what is done and close; every step is bounded, five seconds in all.

        A lane that is still being opened at a broker that does not answer must not hold us.
        """
        await self._pool.drain(timeout=_DRAIN_SECONDS)
        await within(_CLOSE_SECONDS, lanes.revoke(), what="closing the lanes")
        await within(_LEAVE_SECONDS, app.stop(), what="stopping Faust")

    def _work_by_topic(self) -> dict[str, Work]:
        options = self._options
        coder = build_coder(
            self._pool,
            self._window,
            options.stages,
            topics=options.topics,
            connection=options.connection,
            metrics=self._metrics,
        )
        return {options.topics.raw.name: coder, **self._stages}

    def _changelogs(self, work: Mapping[str, Work]) -> Callable[[], list[Partition]]:
        return lambda: [partition for one in work.values() for partition in one.changelogs]

    def _opener(self, work: Mapping[str, Work]) -> LaneOpener:
        options = self._options
        return LaneOpener(
            connection=options.connection,
            group=options.group,
            topics=options.topics,
            dead_letters=options.dead_letters,
            admin=self._admin,
            work=work,
            holds=self._holds,
            fail=self._fail,
        )

    def _holds(self, lane: Lane) -> bool:
        return self._lanes is not None and self._lanes.open.get(lane.partition) is lane

    def _fail(self, error: Exception) -> None:
        if not self._ending.done():
            self._ending.set_exception(error)

    def _install_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(RuntimeError, ValueError):  # not the main thread
                loop.add_signal_handler(number, self.stop)

    def _observer(
        self, lanes: Lanes, reader: ConsumerReader, work: Mapping[str, Work]
    ) -> Callable[[], None]:
        lag = LagObserver(self._metrics, reader)

        def observe() -> None:
            self._metrics.gauge("window_bytes").set(self._window.size)
            observe_memory(self._metrics, self._pool.pids)
            for one in work.values():
                one.observe()
            lag.observe(lanes.open)

        return observe


def _connect(app: faust.App, lanes: Lanes, work: Mapping[str, Work]) -> None:
    """Let Faust's rebalance callbacks open and close the lanes."""

    async def on_assigned(*args: Any, **_kwargs: Any) -> None:
        assigned: set[TP] = args[1]
        partitions = [(tp.topic, tp.partition) for tp in assigned]
        for one in work.values():
            one.keep(partitions)
        await lanes.assign(partitions)

    async def on_revoked(*_args: Any, **_kwargs: Any) -> None:
        await lanes.revoke()

    app.on_partitions_assigned.connect(on_assigned, weak=False)
    app.on_partitions_revoked.connect(on_revoked, weak=False)


async def _announce(lanes: Lanes, on_ready: Callable[[], None] | None) -> None:
    await lanes.wait_ready()
    if on_ready:
        on_ready()
