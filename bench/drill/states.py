"""The states that the alerts are about, each brought about at a real worker and undone."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from bench import processes
from bench.drill.stand import Stand
from bench.errors import BenchError

#: A process of the pool that has its models is larger, and works a moment later.
_LOADED_MB = 300
_WARM_SECONDS = 12.0


@dataclass(frozen=True, slots=True)
class State:
    """What is done to the worker, and which alerts must fire of it; ``ends`` unless it stays so."""

    what: str
    alerts: tuple[str, ...]
    enter: Callable[[Stand], AbstractAsyncContextManager[None]]
    seconds: float = 180
    ends: bool = True


@asynccontextmanager
async def one_language(stand: Stand) -> AsyncIterator[None]:
    """Only German comes in."""
    stand.traffic.languages = ("de",)
    yield
    stand.traffic.languages = ("de", "en")


@asynccontextmanager
async def junk(stand: Stand) -> AsyncIterator[None]:
    """Every other article is no JSON."""
    stand.traffic.junk = True
    yield
    stand.traffic.junk = False


@asynccontextmanager
async def crashes(stand: Stand) -> AsyncIterator[None]:
    """The processes of the pool are killed whenever they have come up."""
    warm: dict[int, float] = {}

    def kill() -> None:
        """Kill who has loaded its models a while ago: one that does not start ends the worker."""
        for pid in stand.worker.pool:
            with contextlib.suppress(OSError):
                if processes.resident_mb(pid) < _LOADED_MB:
                    continue
                if time.monotonic() - warm.setdefault(pid, time.monotonic()) > _WARM_SECONDS:
                    stand.worker.signal_pool(signal.SIGKILL, only=pid)

    async with _again_and_again(kill, every=1):
        yield


@asynccontextmanager
async def overload(stand: Stand) -> AsyncIterator[None]:
    """The pool gets a tenth of its time, and more comes in than it can read."""
    before, stand.traffic.rate = stand.traffic.rate, 10
    throttle = asyncio.create_task(_throttle(stand))
    try:
        yield
    finally:
        throttle.cancel()
        await asyncio.gather(throttle, return_exceptions=True)
        stand.traffic.rate = before
        stand.worker.signal_pool(signal.SIGCONT)


@asynccontextmanager
async def stopped_pool(stand: Stand) -> AsyncIterator[None]:
    """The pool stands still while articles come in."""
    stand.worker.signal_pool(signal.SIGSTOP)
    try:
        yield
    finally:
        stand.worker.signal_pool(signal.SIGCONT)


@asynccontextmanager
async def silence(stand: Stand) -> AsyncIterator[None]:
    """Nobody sends anything."""
    before, stand.traffic.rate = stand.traffic.rate, 0
    yield
    stand.traffic.rate = before


@asynccontextmanager
async def fences(stand: Stand) -> AsyncIterator[None]:
    """Somebody else opens producers with the worker's transactional ids."""
    topic = stand.kafka.topics().raw.name
    for number in range(stand.kafka.partitions):
        other = AIOKafkaProducer(
            bootstrap_servers=stand.kafka.bootstrap,
            transactional_id=f"{stand.kafka.group}-{topic}-{number}",
        )
        await other.start()
        await other.stop()
    yield


@asynccontextmanager
async def kills(stand: Stand) -> AsyncIterator[None]:
    """The worker is killed whenever it has come up."""

    def kill() -> None:
        if stand.prometheus.query('up{job="escalation-worker"} == 1'):
            stand.worker.kill()

    async with _again_and_again(kill, every=4):
        yield


@asynccontextmanager
async def absence(stand: Stand) -> AsyncIterator[None]:
    """The worker is killed, and nobody starts it again."""
    stand.worker.down = True
    stand.worker.kill()
    yield
    stand.worker.down = False


@asynccontextmanager
async def no_compaction(stand: Stand) -> AsyncIterator[None]:
    """The same state is written to a changelog over and over, and the broker keeps it all."""
    topic = stand.kafka.topics().stories_changelog.name
    source = TopicPartition(topic, 0)
    async with AIOKafkaConsumer(bootstrap_servers=stand.kafka.bootstrap) as consumer:
        consumer.assign([source])
        await consumer.seek_to_beginning(source)
        async with asyncio.timeout(30):
            record = await anext(one async for one in consumer if one.key.startswith(b"language/"))
    padded = record.value + b" " * 500_000  # still the same JSON
    async with AIOKafkaProducer(bootstrap_servers=stand.kafka.bootstrap) as producer:
        for _ in range(12):
            await producer.send_and_wait(topic, padded, record.key)
    yield


@asynccontextmanager
async def _again_and_again(strike: Callable[[], None], *, every: float) -> AsyncIterator[None]:
    async def repeat() -> None:
        while True:
            await asyncio.to_thread(strike)
            await asyncio.sleep(every)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _throttle(stand: Stand) -> None:
    while True:
        stand.worker.signal_pool(signal.SIGSTOP)
        await asyncio.sleep(2.25)
        stand.worker.signal_pool(signal.SIGCONT)
        await asyncio.sleep(0.25)  # some articles come through, each later than the one before


STATES = (
    State("only German articles come in", ("LanguageSilent",), one_language),
    State("every other article is no JSON", ("DeadLetterRatio",), junk),
    State("the pool stands still, articles come in", ("NoCommits",), stopped_pool),
    State("nobody sends anything", ("NothingArrives",), silence),
    State("the pool gets a tenth of its time, and more comes in than it reads",
          ("LagGrowing", "EndToEndSlow"), overload),
    State("processes of the pool are killed as they come up", ("PoolRestarts",), crashes),
    State("another producer takes the transactional ids", ("TransactionsLost",), fences),
    State("the worker is killed and not started again", ("WorkerAbsent",), absence),
    State("the worker is killed whenever it has come up", ("WorkerRestarting",), kills, seconds=240),
    State("the same state is written to a changelog over and over", ("ChangelogLarge",),
          no_compaction, ends=False),
)  # fmt: skip


def check(names: list[str]) -> None:
    """Raise BenchError unless every alert has its state."""
    covered = {alert for state in STATES for alert in state.alerts}
    if covered != set(names):
        raise BenchError(f"no state, or no alert: {', '.join(sorted(covered ^ set(names)))}")
