"""What waits for a process of the pool, first come first served, and how much of it one is given at once.

Articles that go through the networks together cost less each, up to some thousand characters; but who
shares a batch waits for all of it. So a batch grows with what waits: one article while there is little to
do, as many as ``size`` bytes hold under load.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from worker.streams.processed import Processed

#: A batch is this part of a process's share of what waits: the others may be done sooner.
_PART = 2
#: With so many articles waiting a process there is work for a quarter of a second and more.
_BEHIND = 8


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """An article's raw value and the place for its answer."""

    value: bytes | None
    result: asyncio.Future[Processed]
    since: float = field(default_factory=time.monotonic)

    def answer(self, result: Processed) -> None:
        """Give the answer, unless a lane that was closed meanwhile does not want it any more."""
        if not self.result.done():
            self.result.set_result(result)


class Jobs:
    """The queue before ``processes``; a batch has at most ``records`` articles and ``size`` bytes or one."""

    def __init__(self, *, processes: int, records: int, size: int) -> None:
        self._processes = processes
        self._records = records
        self._size = size
        self._waiting: deque[Job] = deque()
        self._filled = asyncio.Event()

    @property
    def is_behind(self) -> bool:
        """Whether more waits than is done soon: what counts then is how much gets done, not how soon."""
        return len(self._waiting) > _BEHIND * self._processes

    def put(self, value: bytes | None) -> Job:
        """Queue an article."""
        job = Job(value, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        self._filled.set()
        return job

    def give_back(self, jobs: Iterable[Job]) -> None:
        """Let jobs that were taken wait again, before all others."""
        self._waiting.extendleft(reversed(list(jobs)))
        self._filled.set()

    async def take(self) -> list[Job]:
        """Wait for work; a batch of it."""
        while not (batch := self.batch()):
            self._filled.clear()
            await self._filled.wait()
        return batch

    def batch(self) -> list[Job]:
        """A batch of what waits, none where nothing does; what was cancelled falls out."""
        most = min(self._records, math.ceil(len(self._waiting) / (_PART * self._processes)))
        batch: list[Job] = []
        size = 0
        while self._waiting and len(batch) < most:
            length = len(self._waiting[0].value or b"")
            if batch and size + length > self._size:
                break
            job = self._waiting.popleft()
            if not job.result.done():
                batch.append(job)
                size += length
        return batch

    def cancel(self) -> None:
        """Give up all that waits."""
        while self._waiting:
            self._waiting.popleft().result.cancel()
