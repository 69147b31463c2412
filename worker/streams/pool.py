"""The process pool that runs the language models, and survives what articles do to them.

Jobs wait in one queue; an idle process takes what waits, or its share when others are idle too, up to
a bound: a single article at once when there is little to do, a full batch under load. A process that
dies or hangs is replaced and its batch retried one by one; the article that kills a process twice while
alone in it is dead-lettered as ``nlp/crashed`` or ``nlp/timeout``.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from worker.domain.outcome import DeadCode, DeadLettered
from worker.metrics import Metrics
from worker.streams.member import Member, MemberDied, MemberHung
from worker.streams.processed import Processed, failed

_STRIKES = 2

log = structlog.get_logger(__name__)


class PoolBroken(RuntimeError):
    """A process of the pool cannot be started: the installation, not an article, is at fault."""


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """Shape of the pool; timeouts in seconds, ``batch_bytes`` of raw values.

    ``memory_bytes`` is what each process may have for data; 0 is no bound.
    """

    size: int = 2
    article_timeout: float = 30.0
    start_timeout: float = 120.0
    batch_records: int = 16
    batch_bytes: int = 128 * 1024
    memory_bytes: int = 2 * 1024**3


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    value: bytes | None
    result: asyncio.Future[Processed]
    since: float = field(default_factory=time.monotonic)


class Pool:
    """``size`` processes started by ``command``; ``hello`` tells each what to build."""

    def __init__(
        self, command: Sequence[str], hello: object, *, options: PoolOptions, metrics: Metrics
    ) -> None:
        self._command = tuple(command)
        self._hello = hello
        self._options = options
        self._metrics = metrics
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue()
        self._members: dict[int, Member] = {}
        self._slots: list[asyncio.Task[None]] = []
        self._at_work: dict[int, list[_Job]] = {}

    @property
    def pids(self) -> list[int]:
        """Process ids of the running members."""
        return [member.pid for member in self._members.values()]

    async def start(self) -> None:
        """Start all processes and wait until they are warm; raises PoolBroken when one is not."""
        self._metrics.gauge("pool_size").set(self._options.size)
        slots = range(self._options.size)
        started = await asyncio.gather(*map(self._replace, slots), return_exceptions=True)
        for error in started:
            if isinstance(error, BaseException):
                await self.stop()
                raise error
        self._slots = [asyncio.create_task(self._run(slot)) for slot in slots]

    async def failed(self) -> None:
        """Wait until a slot gives up; raises its PoolBroken. Returns when the pool is stopped."""
        done, _ = await asyncio.wait(self._slots, return_when=asyncio.FIRST_EXCEPTION)
        for slot in done:
            if not slot.cancelled():
                slot.result()

    def submit(self, value: bytes | None) -> asyncio.Future[Processed]:
        """Queue one raw article; cancelling the returned future takes it out again."""
        job = _Job(value, asyncio.get_running_loop().create_future())
        self._jobs.put_nowait(job)
        return job.result

    async def drain(self, *, timeout: float) -> None:
        """Give back what waits; give what is in a process ``timeout`` seconds to be answered."""
        self._cancel_waiting()
        at_work = [job.result for batch in self._at_work.values() for job in batch]
        if at_work:
            await asyncio.wait(at_work, timeout=timeout)

    async def stop(self) -> None:
        """Kill every process; unfinished jobs are cancelled."""
        for slot in self._slots:
            slot.cancel()
        await asyncio.gather(*self._slots, return_exceptions=True)
        await asyncio.gather(*(member.kill() for member in self._members.values()))
        self._members.clear()
        self._cancel_waiting()

    def _cancel_waiting(self) -> None:
        while not self._jobs.empty():
            self._jobs.get_nowait().result.cancel()

    async def _run(self, slot: int) -> None:
        while True:
            batch = self._at_work[slot] = await self._take()
            try:
                with self._metrics.gauge("pool_busy").track_inprogress():
                    await self._process(slot, batch)
            finally:
                del self._at_work[slot]
                for job in batch:
                    job.result.cancel()  # no effect on what is answered

    async def _take(self) -> list[_Job]:
        """Wait for work, then take what waits, up to the bounds of a batch; idle processes share it."""
        batch, size = [await self._jobs.get()], 0
        idle = max(1, self._options.size - len(self._at_work))
        share = math.ceil((1 + self._jobs.qsize()) / idle)
        while not self._jobs.empty() and len(batch) < min(share, self._options.batch_records):
            size += len(batch[-1].value or b"")
            if size >= self._options.batch_bytes:
                break
            batch.append(self._jobs.get_nowait())
        waited = self._metrics.histogram("stage_seconds", "queue")
        waited.observe(time.monotonic() - batch[0].since)
        return [job for job in batch if not job.result.done()]

    async def _process(self, slot: int, batch: list[_Job]) -> None:
        """Answer every job of the batch, one way or the other."""
        if batch and await self._attempt(slot, batch):
            alone = len(batch) == 1
            for job in batch:
                await self._isolate(slot, job, strikes=int(alone))

    async def _isolate(self, slot: int, job: _Job, *, strikes: int) -> None:
        code: DeadCode = "nlp/crashed"
        for _ in range(strikes, _STRIKES):
            if job.result.done():
                return  # its lane was closed: whoever has the partition now tries it anew
            failure = await self._attempt(slot, [job])
            if failure is None:
                return
            code = failure
        message = f"the article ended a process of the pool {_STRIKES} times"
        _answer(job, failed(DeadLettered(code, message)))

    async def _attempt(self, slot: int, jobs: list[_Job]) -> DeadCode | None:
        """Have the slot's process answer the jobs; when it fails replace it and return the code."""
        values = [job.value for job in jobs]
        seconds = self._metrics.histogram("stage_seconds", "pool")
        try:
            with seconds.time():
                results = await self._members[slot].ask(
                    values, timeout=self._options.article_timeout
                )
        except MemberDied as error:
            return await self._bury(slot, "nlp/crashed", str(error), len(jobs))
        except MemberHung as error:
            return await self._bury(slot, "nlp/timeout", str(error), len(jobs))
        for job, result in zip(jobs, results, strict=True):
            _answer(job, result)
        return None

    async def _bury(self, slot: int, code: DeadCode, detail: str, articles: int) -> DeadCode:
        log.warning("pool process replaced", code=code, detail=detail, articles=articles)
        self._metrics.counter("pool_restarts", code.partition("/")[2]).inc()
        await self._replace(slot)
        return code

    async def _replace(self, slot: int) -> None:
        if old := self._members.pop(slot, None):
            await old.kill()
        try:
            self._members[slot] = await Member.start(
                self._command,
                self._hello,
                timeout=self._options.start_timeout,
                memory=self._options.memory_bytes,
            )
        except (MemberDied, MemberHung) as error:
            raise PoolBroken(
                f"a process of the pool does not start ({error}): its message stands above; "
                "`escalation-worker doctor` checks the models"
            ) from error


def _answer(job: _Job, result: Processed) -> None:
    if not job.result.done():  # a lane that was closed meanwhile has cancelled it
        job.result.set_result(result)
