"""The server of the page: binds, serves until it is told to end, and lets nobody hold a connection."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web
from aiohttp.typedefs import Handler

from worker.page.desk.desk import Desk
from worker.page.site.app import application
from worker.page.site.assets import Asset
from worker.page.site.feed import Feed
from worker.page.site.hosts import Hosts
from worker.page.site.options import CannotServe, SiteOptions
from worker.page.site.token import Token

_MOST_CONNECTIONS = 256
_FIRST_REQUEST_SECONDS = 10.0
_KEEP_SECONDS = 30.0


class Site:
    """Serves a desk; an async context manager."""

    def __init__(self, desk: Desk, files: Mapping[str, Asset], options: SiteOptions) -> None:
        options.check()
        self._options = options
        self._feed = Feed(desk)
        hosts = Hosts(options.host, options.hosts)
        token = None if options.token is None else Token(options.token)
        app = application(desk, self._feed, files, hosts=hosts, token=token)
        app.middlewares.insert(0, self._note)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            handle_signals=False,
            keepalive_timeout=_KEEP_SECONDS,
            lingering_time=1.0,
            shutdown_timeout=0.2,
        )
        self._silent: dict[object, asyncio.TimerHandle] = {}
        self._server: asyncio.Server | None = None
        self._feeding: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it serves, such as "http://127.0.0.1:8098"; the real port once started."""
        host, port = self._options.host, self._options.port
        if self._server is not None:
            port = self._server.sockets[0].getsockname()[1]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    async def __aenter__(self) -> Site:
        await self._runner.setup()
        host, port = self._options.host, self._options.port
        try:
            loop = asyncio.get_running_loop()
            self._server = await loop.create_server(self._accept, host, port, backlog=128)
        except OSError as error:
            await self._runner.cleanup()
            raise CannotServe(
                f"cannot serve the page at {host}:{port}: {error.strerror}; "
                "set page.port to another port, or to 0 for a free one"
            ) from error
        self._feeding = asyncio.create_task(self._feed.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._feeding is not None:
            self._feeding.cancel()
            with suppress(asyncio.CancelledError):
                await self._feeding
        if self._server is not None:
            self._server.close()
        await self._runner.cleanup()

    def _accept(self) -> asyncio.BaseProtocol:
        """A handler of a new connection; it must say something soon, and there are not too many."""
        server = self._runner.server
        if server is None or len(server.connections) >= _MOST_CONNECTIONS:
            return _Closed()
        handler = server()
        loop = asyncio.get_running_loop()
        self._silent[handler] = loop.call_later(_FIRST_REQUEST_SECONDS, self._judge, handler)
        return handler

    def _judge(self, handler: web.RequestHandler) -> None:
        if self._silent.pop(handler, None):
            handler.force_close()

    @web.middleware
    async def _note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if timer := self._silent.pop(request.protocol, None):
            timer.cancel()
        return await handler(request)


class _Closed(asyncio.Protocol):
    """A connection that is one too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Close it."""
        transport.close()
