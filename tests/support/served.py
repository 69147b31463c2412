"""A page that serves a desk at a free port, and a browser's way to ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.support.shown import TOPICS
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
    options: SiteOptions | None = None, limits: Limits | None = None
) -> AsyncIterator[Served]:
    """A page with nothing on it yet."""
    desk = Desk(TOPICS, limits)
    desk.begin()
    desk.caught_up()
    async with (
        Site(desk, FILES, options or SiteOptions()) as site,
        _client(site) as client,
    ):
        yield Served(desk, site, client)


def _client(site: Site) -> aiohttp.ClientSession:
    """Like a browser: it keeps cookies, of an address too, and reads lines of any length."""
    return aiohttp.ClientSession(
        site.url,
        auto_decompress=False,
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        read_bufsize=16 * 2**20,
    )
