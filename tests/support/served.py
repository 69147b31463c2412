"""Pages that serve at a free port, and a browser's way to ask them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.support.shown import TOPICS
from worker.bootstrap import run_page
from worker.config import Settings
from worker.page.desk.desk import Desk
from worker.page.limits import Limits
from worker.page.site.assets import Asset
from worker.page.site.options import SiteOptions
from worker.page.site.server import Site

FILES = {
    "index.html": Asset(b"<!doctype html>" + b" " * 2_000, "text/html; charset=utf-8", True),
    "app.js": Asset(b"export {};", "text/javascript; charset=utf-8", True),
}


@dataclass(frozen=True, slots=True)
class Served:
    """A page that serves, and a client that knows only its address."""

    desk: Desk
    site: Site
    client: aiohttp.ClientSession


@asynccontextmanager
async def served(
    options: SiteOptions | None = None,
    limits: Limits | None = None,
    files: Mapping[str, Asset] = FILES,
) -> AsyncIterator[Served]:
    """A page with nothing on it yet, nor a cluster behind it."""
    desk = Desk(TOPICS, limits)
    desk.begin()
    desk.caught_up()
    async with (
        Site(desk, files, options or SiteOptions()) as site,
        _client(site.url) as client,
    ):
        yield Served(desk, site, client)


@asynccontextmanager
async def page_of(settings: Settings) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the page of a cluster, as ``escalation-worker page`` serves it."""
    url: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(run_page(settings, on_ready=url.set_result))
    try:
        async with _client(await url) as client:
            yield client
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def _client(url: str) -> aiohttp.ClientSession:
    """Like a browser: it keeps cookies, of an address too, and reads lines of any length."""
    return aiohttp.ClientSession(
        url,
        auto_decompress=False,
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        read_bufsize=16 * 2**20,
    )
