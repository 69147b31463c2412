"""The process pool that runs the language models, and survives what articles do to them.

Jobs wait in one queue. An idle process takes a batch at once; when more waits than will be done soon, the
next batch goes into its pipe while it works, so that it never waits for the worker. A process that dies or
hangs is replaced, its batch retried one by one and the next one given back; the article that kills a process
twice while alone in it is dead-lettered as ``nlp/crashed`` or ``nlp/timeout``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from worker.domain.outcome import DeadCode, DeadLettered
from worker.metrics import Metrics
from worker.streams.jobs import Job, Jobs
from worker.streams.member import Member, MemberDied, MemberHung
from worker.streams.processed import Processed, failed

_STRIKES = 2

log = structlog.get_logger(__name__)


class PoolBroken(RuntimeError):
    """A process of the pool cannot be started: the installation, not an article, is at fault."""


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """Shape of the pool; timeouts in seconds, ``batch_bytes`` of raw values.

    Beyond some thousand bytes a batch gains nothing: what its networks work on leaves the processor's cache.
    ``memory_bytes`` is what each process may have for data; 0 is no bound.
    """

    size: int = 2
    article_timeout: float = 30.0
    start_timeout: float = 120.0
    batch_records: int = 16
    batch_bytes: int = 6 * 1024
    memory_bytes: int = 2 * 1024**3


@dataclass(slots=True)
class _Work:
    """What one process has: the batch it is at, and the one that lies in its pipe."""

    batch: list[Job] = field(default_factory=list)
    ahead: list[Job] = field(default_factory=list)

    @property
    def jobs(self) -> list[Job]:
        return [*self.batch, *self.ahead]


class Pool:
    """``size`` processes started by ``command``; ``hello`` tells each what to build."""

    def __init__(
        self, command: Sequence[str], hello: object, *, options: PoolOptions, metrics: Metrics
    ) -> None:
        self._command = tuple(command)
        self._hello = hello
        self._options = options
        self._metrics = metrics
        self._jobs = Jobs(
            processes=options.size, records=options.batch_records, size=options.batch_bytes
        )
        self._members: dict[int, Member] = {}
        self._slots: list[asyncio.Task[None]] = []
        self._at_work: dict[int, _Work] = {}

    @property
    def pids(self) -> list[int]:
        """Process ids of the running members."""
        return [member.pid for member in self._members.values()]

    @property
    def is_behind(self) -> bool:
        """Whether more articles wait than will be done soon."""
        return self._jobs.is_behind

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
        return self._jobs.put(value).result

    async def drain(self, *, timeout: float) -> None:
        """Give back what waits; give what is in a process ``timeout`` seconds to be answered."""
        self._jobs.cancel()
        at_work = [job.result for work in self._at_work.values() for job in work.jobs]
        if at_work:
            await asyncio.wait(at_work, timeout=timeout)

    async def stop(self) -> None:
        """Kill every process; unfinished jobs are cancelled."""
        for slot in self._slots:
            slot.cancel()
        await asyncio.gather(*self._slots, return_exceptions=True)
        await asyncio.gather(*(member.kill() for member in self._members.values()))
        self._members.clear()
        self._jobs.cancel()

    async def _run(self, slot: int) -> None:
        work = self._at_work[slot] = _Work()
        try:
            while True:
                work.batch, work.ahead = work.ahead, []
                if not work.batch:
                    work.batch = await self._jobs.take()
                    self._send(slot, work.batch)
                with self._metrics.gauge("pool_busy").track_inprogress():
                    await self._process(slot, work)
        finally:
            for job in work.jobs:
                job.result.cancel()  # no effect on what is answered

    def _send(self, slot: int, batch: list[Job]) -> None:
        waited = self._metrics.histogram("stage_seconds", "queue")
        waited.observe(time.monotonic() - batch[0].since)
        self._members[slot].send([job.value for job in batch])

    async def _process(self, slot: int, work: _Work) -> None:
        """Answer every job of the batch, one way or the other; where much waits, send the next one first."""
        if self._jobs.is_behind and (ahead := self._jobs.batch()):
            work.ahead = ahead
            self._send(slot, ahead)
        if await self._attempt(slot, work.batch):
            self._jobs.give_back(work.ahead)
            work.ahead = []
            alone = len(work.batch) == 1
            for job in work.batch:
                await self._isolate(slot, job, strikes=int(alone))

    async def _isolate(self, slot: int, job: Job, *, strikes: int) -> None:
        code: DeadCode = "nlp/crashed"
        for _ in range(strikes, _STRIKES):
            if job.result.done():
                return  # its lane was closed: whoever has the partition now tries it anew
            self._members[slot].send([job.value])
            failure = await self._attempt(slot, [job])
            if failure is None:
                return
            code = failure
        message = f"the article ended a process of the pool {_STRIKES} times"
        job.answer(failed(DeadLettered(code, message)))

    async def _attempt(self, slot: int, jobs: list[Job]) -> DeadCode | None:
        """Have the slot's process answer what was sent; when it fails replace it and return the code."""
        seconds = self._metrics.histogram("stage_seconds", "pool")
        try:
            with seconds.time():
                results = await self._members[slot].answer(timeout=self._options.article_timeout)
        except MemberDied as error:
            return await self._bury(slot, "nlp/crashed", str(error), len(jobs))
        except MemberHung as error:
            return await self._bury(slot, "nlp/timeout", str(error), len(jobs))
        for job, result in zip(jobs, results, strict=True):
            job.answer(result)
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
