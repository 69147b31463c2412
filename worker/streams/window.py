"""How much may be in flight: taken from Kafka and not committed yet."""

from __future__ import annotations

import asyncio
from collections import deque


class Window:
    """A bound on records and bytes in flight, over all lanes of a worker.

    ``acquire`` waits until there is room, first come first served; every permit is released exactly
    once, when its record is committed or its lane is closed. A record larger than the whole window
    passes when nothing else is in flight.
    """

    def __init__(self, *, records: int, size: int) -> None:
        self._limits = (records, size)
        self._records = 0
        self._bytes = 0
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    @property
    def size(self) -> int:
        """Bytes in flight."""
        return self._bytes

    @property
    def records(self) -> int:
        """Records in flight."""
        return self._records

    @property
    def is_waited_for(self) -> bool:
        """Whether a record waits for room."""
        return bool(self._waiting)

    async def acquire(self, size: int) -> None:
        """Take a permit for a record of ``size`` bytes."""
        if not self._waiting and self._fits(size):
            self._take(size)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((size, turn))
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(size, turn)
            raise

    def release(self, size: int) -> None:
        """Give a permit back and let those in who fit now."""
        self._records -= 1
        self._bytes -= size
        self._admit()

    def _fits(self, size: int) -> bool:
        records, limit = self._limits
        return self._records == 0 or (self._records < records and self._bytes + size <= limit)

    def _take(self, size: int) -> None:
        self._records += 1
        self._bytes += size

    def _admit(self) -> None:
        while self._waiting and (self._waiting[0][1].done() or self._fits(self._waiting[0][0])):
            size, turn = self._waiting.popleft()
            if not turn.done():
                self._take(size)
                turn.set_result(None)

    def _give_up(self, size: int, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled():
            self.release(size)  # the permit came in the same moment as the cancellation
        else:
            self._admit()
