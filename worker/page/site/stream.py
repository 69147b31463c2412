"""/api/stream: what is new, as it comes, to a bounded number of clients at whatever pace they read.

A client has a place in the ring and no queue of its own: who reads slowly falls out of the ring and is
told to take a new snapshot; who does not read at all is let go.
"""

from __future__ import annotations

import asyncio

from aiohttp import web

from worker.page.site.answers import refusal
from worker.page.site.feed import Feed

_PATIENCE_SECONDS = 30.0
_RETRY = b"retry: 1000\n\n"
_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would hold the events back
}


class Streams:
    """The open streams of a page, at most ``most`` of them."""

    def __init__(self, feed: Feed, *, most: int) -> None:
        self._feed = feed
        self._most = most
        self.open = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Serve one client until it leaves."""
        if self.open >= self._most:
            return refusal(503, f"all {self._most} streams are taken; try again later")
        self.open += 1
        try:
            return await self._serve(request)
        finally:
            self.open -= 1

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=_HEADERS)
        await response.prepare(request)
        self._feed.sync()  # a snapshot may be of a new epoch already
        after = request.headers.get("Last-Event-ID") or request.query.get("after")
        try:
            await _Client(self._feed, response, after or self._feed.ring.cursor).run()
        except (ConnectionError, TimeoutError):
            if request.transport is not None:
                request.transport.abort()  # what it has not read would be waited for
        return response


class _Client:
    """One client: writes what comes after its place."""

    def __init__(self, feed: Feed, response: web.StreamResponse, place: str) -> None:
        self._feed = feed
        self._response = response
        self._place = place
        self._round = -1

    async def run(self) -> None:
        """Write for ever; raises ConnectionError when it has left, TimeoutError when it does not read."""
        await self._write(_RETRY)
        while True:
            if not await self._news():
                await self._feed.changed()

    async def _news(self) -> bool:
        """Write what is new; whether anything was."""
        frames, place = self._feed.ring.after(self._place), self._feed.ring.cursor
        if frames is None:
            frames = [self._feed.reset()]
        if self._round != self._feed.round and self._feed.operations:
            frames, self._round = [*frames, self._feed.operations], self._feed.round
        self._place = place
        for one in frames:
            await self._write(one)
        return bool(frames)

    async def _write(self, content: bytes) -> None:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._response.write(content)
