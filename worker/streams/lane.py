"""One source partition's way through the worker: in order, exactly once.

Articles enter the ledger in offset order, their results come back from the pool in any order, and
only a finished head of the ledger is committed: its output records and the offset behind it in one
transaction. What is not committed when the lane closes is read again by the next owner.

A transaction costs worker and broker as much as some of the articles in it do. So a lane may be asked to
pause between two of them: what finishes meanwhile goes together. The first after a pause goes at once.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from worker.messages.record import Record, SourceRecord
from worker.streams.counting import Counts
from worker.streams.guard import DeadLetterGuard
from worker.streams.processed import Done, Processed, unchanged
from worker.streams.window import Window
from worker.streams.writer import Fenced

_MOST_RECORDS = 500
#: So many finished articles wait for no pause: there is nothing to gain, and others wait for their room.
_MANY = 64
_CLOSE_SECONDS = 3.0


class Commits(Protocol):
    """What a lane needs of a writer."""

    async def commit(self, records: list[Record], *, offset: int, metadata: str) -> None:
        """Write records and offset in one transaction; raises Fenced."""

    async def close(self) -> None:
        """Leave."""


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    source: SourceRecord
    size: int
    result: asyncio.Future[Processed]

    @property
    def done(self) -> bool:
        return self.result.done() and not self.result.cancelled()


class Lane:
    """The ledger of ``partition``; ``next`` is the first offset that has not been taken in yet.

    ``process`` begins work on a source, ``amend`` sees each result in the order of the offsets before it is
    committed, and ``finish`` turns a source and its result into output records. ``pause`` says how many
    seconds are to lie between the beginnings of two transactions just now.
    ``on_end`` is told once why the lane ended by itself: Fenced, or whatever else its commit or its
    guard raised.
    """

    def __init__(
        self,
        partition: tuple[str, int],
        *,
        first: int,
        writer: Commits,
        window: Window,
        process: Callable[[SourceRecord], asyncio.Future[Processed]],
        finish: Callable[[SourceRecord, Processed], tuple[Record, ...]],
        on_end: Callable[[Lane, Exception], None],
        counting: Counts,
        guard: DeadLetterGuard,
        amend: Callable[[SourceRecord, Processed], Processed] = unchanged,
        pause: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.partition = partition
        self.next = first
        self.committed = first
        self.ended = False
        self._writer = writer
        self.window = window
        self.process = process
        self._amend = amend
        self._finish = finish
        self._on_end = on_end
        self._counting = counting
        self._guard = guard
        self._pause = pause
        self._begun = -math.inf
        self._alarm: asyncio.TimerHandle | None = None
        self._ledger: deque[_Entry] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._run())

    @property
    def is_empty(self) -> bool:
        """Whether everything that was taken in is committed."""
        return not self._ledger

    @property
    def oldest(self) -> int | None:
        """Kafka timestamp (ms) of the oldest record that is not committed, None when there is none."""
        return self._ledger[0].source.timestamp if self._ledger else None

    def offer(self, source: SourceRecord, size: int, result: asyncio.Future[Processed]) -> None:
        """Take in the next article with the window's permit for ``size`` bytes."""
        self.next = source.offset + 1
        self._ledger.append(_Entry(source, size, result))
        result.add_done_callback(lambda _: self._wake.set())

    async def close(self) -> None:
        """Commit what is done, cancel the rest, give all permits back."""
        self._closing = True
        self._wake.set()
        await asyncio.wait([self._task], timeout=_CLOSE_SECONDS)
        self._task.cancel()  # not waited for: a commit may hold on until its broker is back
        self._abandon()
        await self._writer.close()

    async def _run(self) -> None:
        try:
            while not self._closing:
                await self._wake.wait()
                self._wake.clear()
                while (batch := self._finished()) and not self._pauses(batch):
                    await self._commit(batch)
        except Exception as error:  # noqa: BLE001 - whatever it is, the owner decides what it means
            self.ended = True
            self._abandon()
            self._counting.lost(self.partition[0], fenced=isinstance(error, Fenced))
            if not self._closing:
                self._on_end(self, error)

    def _finished(self) -> list[_Entry]:
        """The finished head of the ledger, left in place until it is committed."""
        batch: list[_Entry] = []
        for entry in self._ledger:
            if not entry.done or len(batch) == _MOST_RECORDS:
                break
            batch.append(entry)
        return batch

    def _pauses(self, batch: list[_Entry]) -> bool:
        """Whether it is too early for the next transaction; then its time will wake us."""
        if self._alarm:
            self._alarm.cancel()
        rest = self._begun + self._pause() - time.monotonic()
        if rest <= 0 or len(batch) >= _MANY or self._closing or self.window.is_waited_for:
            return False
        self._alarm = asyncio.get_running_loop().call_later(rest, self._wake.set)
        return True

    async def _commit(self, batch: list[_Entry]) -> None:
        done = [self._admit(entry) for entry in batch]
        started = self._begun = time.monotonic()
        records = [record for article in done for record in article.records]
        following = batch[-1].source.offset + 1
        await self._writer.commit(records, offset=following, metadata=self._guard.state)
        self.committed = following
        for entry in batch:
            self._ledger.popleft()
            self.window.release(entry.size)
        self._counting.committed(done, seconds=time.monotonic() - started)

    def _admit(self, entry: _Entry) -> Done:
        result = self._amend(entry.source, entry.result.result())
        self._guard.admit(result.dead.code if result.dead else "", result.detail)
        return Done(entry.source, result, self._finish(entry.source, result))

    def _abandon(self) -> None:
        if self._alarm:
            self._alarm.cancel()
        while self._ledger:
            entry = self._ledger.popleft()
            entry.result.cancel()
            self.window.release(entry.size)
