"""/api/snapshot: megabytes, so one is made for all who ask within a second."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from worker.page.desk.desk import Desk
from worker.page.site import answers

_KEPT_SECONDS = 1.0
_LOOK_SECONDS = 0.1
#: How long the reading of the tails is waited for, and how long a Kafka that does not answer. Behind a
#: backlog the tails are long: what is there by then is shown, and the stream says `reset` once it is all.
_PATIENCE_SECONDS, _DOWN_SECONDS = 3.0, 2.0


class Snapshots:
    """Gives snapshots; while the tails are still being read, it waits for them for a while."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made = asyncio.Lock()
        self._until = 0.0
        self._epoch = ""
        self._plain = self._packed = b""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """A snapshot that is at most a second old."""
        await self._complete()
        async with self._made:
            if time.monotonic() >= self._until or self._epoch != self._desk.epoch:
                self._epoch = self._desk.epoch
                self._plain = self._desk.snapshot()
                self._packed = await asyncio.to_thread(answers.gzip, self._plain)
                self._until = time.monotonic() + _KEPT_SECONDS
            plain, packed = self._plain, self._packed
        return await answers.document(request, plain, packed)

    async def _complete(self) -> None:
        began = time.monotonic()
        while not self._desk.complete:
            patience = _PATIENCE_SECONDS if self._desk.up else _DOWN_SECONDS
            if time.monotonic() - began >= patience:
                return
            await asyncio.sleep(_LOOK_SECONDS)
