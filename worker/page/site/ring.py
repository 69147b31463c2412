"""The last batches, so that a client that lost its connection can go on where it was."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from worker.page.limits import Bound


class Ring:
    """Frames by sequence number within an epoch, the newest in bounded memory."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound
        self._frames: deque[bytes] = deque()
        self._size = 0
        self.epoch, self.seq = "", 0

    @property
    def cursor(self) -> str:
        """The place of the newest frame, as clients send it: "EPOCH-SEQ"."""
        return f"{self.epoch}-{self.seq}"

    def start(self, epoch: str, seq: int) -> None:
        """Forget every frame; the next has the number after ``seq``."""
        self._frames.clear()
        self._size = 0
        self.epoch, self.seq = epoch, seq

    def append(self, frame: bytes) -> None:
        """Hold the next frame."""
        self._frames.append(frame)
        self._size += len(frame)
        self.seq += 1
        while len(self._frames) > self._bound.count or self._size > self._bound.size:
            self._size -= len(self._frames.popleft())

    def after(self, cursor: str) -> Sequence[bytes] | None:
        """The frames after a place, None when they cannot be given: then it takes a new snapshot."""
        epoch, _, number = cursor.rpartition("-")
        if epoch != self.epoch or not (number.isascii() and number.isdigit()):
            return None
        missing = self.seq - int(number[:20])
        if not 0 <= missing <= len(self._frames):
            return None
        return list(self._frames)[len(self._frames) - missing :]
