"""/metrics, /livez and /readyz, served from a thread of their own.

The server must answer when the worker's event loop does not: that is what /livez is asked for.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from typing import Self

from aiohttp import web

_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_START_SECONDS = 10.0


class PortTaken(OSError):
    """The address cannot be served at; the message says what to do."""


class HealthServer:
    """A context manager that serves between ``start`` and ``stop``.

    Every callable is called in the server's thread, once a request: ``metrics`` gives the text in
    Prometheus' format, ``live`` the seconds since the event loop last came round, ``ready`` whether
    the worker takes articles, and the parts of that answer. /livez is 503 after ``stale`` seconds.
    """

    def __init__(
        self,
        *,
        metrics: Callable[[], bytes],
        live: Callable[[], float],
        ready: Callable[[], tuple[bool, Mapping[str, object]]],
        host: str = "127.0.0.1",
        port: int = 0,
        stale: float = 15.0,
    ) -> None:
        self._metrics = metrics
        self._live = live
        self._ready = ready
        self._address = (host, port)
        self._stale = stale
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="health", daemon=True)
        self._started = threading.Event()
        self._ended = asyncio.Event()
        self._error: OSError | None = None

    @property
    def url(self) -> str:
        """Where it serves, such as "http://127.0.0.1:8099"; the real port once started."""
        host, port = self._address
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    def start(self) -> None:
        """Return when it serves; raises PortTaken when it cannot."""
        self._thread.start()
        self._started.wait(_START_SECONDS)
        if self._error is not None:
            host, port = self._address
            raise PortTaken(
                f"cannot serve /metrics at {host}:{port}: {self._error.strerror}; "
                "set http.port to another port, or to 0 for a free one"
            ) from self._error

    def stop(self) -> None:
        """Stop serving; does nothing when it does not serve."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._ended.set)
            self._thread.join(_START_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._run())

    async def _run(self) -> None:
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        try:
            await self._bind(runner)
            self._started.set()
            if self._error is None:
                await self._ended.wait()
        finally:
            await runner.cleanup()

    async def _bind(self, runner: web.AppRunner) -> None:
        site = web.TCPSite(runner, *self._address)
        try:
            await site.start()
        except OSError as error:
            self._error = error
            return
        self._address = (self._address[0], runner.addresses[0][1])

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/metrics", self._answer_metrics)
        app.router.add_get("/livez", self._answer_live)
        app.router.add_get("/readyz", self._answer_ready)
        return app

    async def _answer_metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=self._metrics(), headers={"Content-Type": _METRICS_TYPE})

    async def _answer_live(self, _: web.Request) -> web.Response:
        age = self._live()
        body = {"live": age <= self._stale, "heartbeat_age_seconds": round(age, 3)}
        return web.json_response(body, status=200 if body["live"] else 503)

    async def _answer_ready(self, _: web.Request) -> web.Response:
        ready, parts = self._ready()
        return web.json_response({"ready": ready, **parts}, status=200 if ready else 503)
