"""All lanes of a worker: opened when partitions are assigned, closed when they are revoked.

Faust delivers messages before its assignment callback has returned, keeps buffers over a rebalance
and tags what it reads late with the new generation. So an agent waits until the lanes are open, old
generations are dropped, offsets below the committed one are skipped, and a gap at the start of a lane
is taken for a stale buffer unless the partition really has nothing in between.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Protocol

import structlog

from worker.messages.record import SourceRecord
from worker.streams.lane import Lane

Partition = tuple[str, int]

log = structlog.get_logger(__name__)


class Reader(Protocol):
    """What the lanes need of the consumer."""

    async def first_offset(self, partition: Partition, offset: int) -> int:
        """The offset of the first record at or after ``offset``."""

    async def seek(self, partition: Partition, offset: int) -> None:
        """Read on from ``offset``."""


class Lanes:
    """The assigned partitions and their lanes; ``open_lane`` fences and opens one."""

    def __init__(
        self,
        *,
        open_lane: Callable[[Partition], Awaitable[Lane]],
        reader: Reader,
    ) -> None:
        self._open_lane = open_lane
        self._reader = reader
        self._lanes: dict[Partition, Lane] = {}
        self._untouched: set[Partition] = set()
        self._changing = asyncio.Lock()
        self._ready = asyncio.Event()

    @property
    def open(self) -> Mapping[Partition, Lane]:
        """The lanes by partition."""
        return self._lanes

    @property
    def ready(self) -> bool:
        """Whether an assignment is in force and all its lanes are open."""
        return self._ready.is_set()

    async def wait_ready(self) -> None:
        """Wait until an assignment is in force and its lanes are open."""
        await self._ready.wait()

    async def assign(self, partitions: Iterable[Partition]) -> None:
        """Open a lane for each partition; raises KafkaError when one cannot be opened."""
        wanted = sorted(partitions)
        async with self._changing:
            await self._close_all()
            lanes = await asyncio.gather(*map(self._open_lane, wanted))
            self._lanes = dict(zip(wanted, lanes, strict=True))
            self._untouched = set(wanted)
            self._ready.set()
        log.info("lanes open", offsets={f"{t}/{p}": self._lanes[t, p].next for t, p in wanted})

    async def revoke(self) -> None:
        """Close all lanes: commit what is done, leave the rest to the next owner."""
        async with self._changing:
            await self._close_all()

    async def submit(self, source: SourceRecord) -> None:
        """Take in one article; waits while the window is full."""
        partition = (source.topic, source.partition)
        lane = self._lanes.get(partition)
        if lane is None or lane.ended or source.offset < lane.next:
            return  # not ours any more, or committed already
        if partition in self._untouched and not await self._starts(lane, source):
            return
        size = len(source.value or b"")
        await lane.window.acquire(size)
        if self._lanes.get(partition) is lane and not lane.ended:
            self._untouched.discard(partition)
            lane.offer(source, size, lane.process(source))
        else:
            lane.window.release(size)

    async def _starts(self, lane: Lane, source: SourceRecord) -> bool:
        """Whether ``source`` is the first record of the lane and not one from a stale buffer."""
        if source.offset == lane.next:
            return True
        if await self._reader.first_offset(lane.partition, lane.next) >= source.offset:
            return True
        if self._lanes.get(lane.partition) is lane:  # else revoked meanwhile: not ours to seek
            log.info("stale buffer dropped", partition=lane.partition, offset=source.offset)
            await self._reader.seek(lane.partition, lane.next)
        return False

    async def _close_all(self) -> None:
        self._ready.clear()
        lanes, self._lanes = self._lanes, {}
        await asyncio.gather(*(lane.close() for lane in lanes.values()))
