"""Turns what the desk learns into frames of server-sent events, the same bytes for every client."""

from __future__ import annotations

import asyncio

import orjson
import structlog

from worker.page.desk.desk import Desk
from worker.page.site.ring import Ring

_BATCH_SECONDS = 0.25
_OPERATIONS_EVERY = 8

log = structlog.get_logger(__name__)


class Feed:
    """Makes a batch four times a second where there is news, and figures every two seconds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._news = asyncio.Event()
        self.ring = Ring(desk.limits.ring)
        self.ring.start(desk.epoch, desk.seq)
        self.operations = b""
        self.round = 0

    async def run(self) -> None:
        """Make frames for ever."""
        beats = 0
        while True:
            try:
                self.step(operations=beats % _OPERATIONS_EVERY == 0)
            except Exception:
                log.exception("nothing new is shown")  # a bad figure is not worth the stream
            beats += 1
            await asyncio.sleep(_BATCH_SECONDS)

    def step(self, *, operations: bool) -> None:
        """Make what there is to make now, and wake the clients for it."""
        self.sync()
        news = operations
        if (batch := self._desk.batch()) is not None:
            self.ring.append(frame("batch", batch, f"{self._desk.epoch}-{self._desk.seq}"))
            news = True
        if operations:
            self.operations = frame("operations", self._desk.operations())
            self.round += 1
        if news:
            self._wake()

    def sync(self) -> None:
        """Begin a new ring where the desk has begun anew."""
        if self.ring.epoch != self._desk.epoch:
            self.ring.start(self._desk.epoch, self._desk.seq)
            self._wake()

    async def changed(self) -> None:
        """Wait for something new: two seconds at most, for then there are new figures."""
        await self._news.wait()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def reset(self) -> bytes:
        """The frame that tells a client to take a new snapshot."""
        data = orjson.dumps({"epoch": self.ring.epoch, "seq": self.ring.seq})
        return frame("reset", data, self.ring.cursor)


def frame(event: str, data: bytes, place: str = "") -> bytes:
    """One server-sent event; ``data`` has no line breaks."""
    named = f"id: {place}\n" if place else ""
    return f"event: {event}\n{named}data: ".encode() + data + b"\n\n"
