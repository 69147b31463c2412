"""A TCP proxy that treats a connection as a bad network would: late, slow, silent, cut."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Self

from worker.local.ports import HOST

_PIECE = 64 * 1024


@dataclass(slots=True)
class Weather:
    """What the network does now: seconds of delay one way, bytes a second, silence."""

    delay: float = 0.0
    rate: float | None = None
    silent: bool = False


@dataclass(slots=True)
class Proxy:
    """Serves at ``port`` and passes everything on to ``target``, as the weather allows."""

    port: int
    target: int
    _weather: Weather = field(default_factory=Weather)
    _passable: asyncio.Event = field(default_factory=asyncio.Event)
    _server: asyncio.Server | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _passed: int = 0

    async def __aenter__(self) -> Self:
        self.turn(Weather())
        self._server = await asyncio.start_server(self._serve, HOST, self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server:
            self._server.close()
        self.cut()

    @property
    def passed(self) -> int:
        """Bytes passed on so far, both ways together."""
        return self._passed

    def turn(self, weather: Weather) -> None:
        """So is the network from now on, for what is under way, too."""
        self._weather = weather
        if weather.silent:
            self._passable.clear()
        else:
            self._passable.set()

    def cut(self) -> None:
        """End every connection at once, without the courtesies of TCP."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, self.target)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read and deliver side by side: a delay holds pieces back, not the sender."""
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)
        delivering = asyncio.create_task(self._deliver(pieces, writer))
        try:
            while piece := await reader.read(_PIECE):
                await pieces.put((time.monotonic() + self._weather.delay, piece))
            await pieces.put((time.monotonic() + self._weather.delay, b""))
            await delivering
        except OSError:
            delivering.cancel()
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _deliver(
        self, pieces: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        while True:
            due, piece = await pieces.get()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            await self._passable.wait()
            if not piece:
                return
            if self._weather.rate:
                await asyncio.sleep(len(piece) / self._weather.rate)
            writer.write(piece)
            await writer.drain()
            self._passed += len(piece)
