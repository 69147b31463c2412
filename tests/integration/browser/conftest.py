"""One broker, worker, page and browser for all tests of the page; a profile of its own for each."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.support.chromium import Open, chromium, complaints
from tests.support.cluster import Cluster
from tests.support.newsroom import Newsroom
from tests.support.served import Served, served
from worker import resources
from worker.local import LocalKafka
from worker.messages.topics import Topics
from worker.page.site import assets


@pytest.fixture(scope="session")
def newsroom(kafka: LocalKafka, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A worker that has the seeds behind it and forty days of crisis, and its page."""
    room = Newsroom(
        Cluster(kafka.bootstrap, Topics("browser.")), tmp_path_factory.mktemp("browser")
    )
    try:
        room.start()
        yield room
    finally:
        room.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, once."""
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, newsroom: Newsroom) -> AsyncIterator[Open]:
    """Open the page at a query, in English and light unless told; at the end nothing was complained of."""
    async with pages(browser, newsroom.url) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def quiet() -> AsyncIterator[Served]:
    """The page without a worker and a cluster: it shows what the test puts on its desk."""
    files = assets.read(resources.folder("page/static"))
    async with served(files=files) as one:
        one.desk.heard(up=True, lag=[])
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def open_quiet(browser: Browser, quiet: Served) -> AsyncIterator[Open]:
    """Open that page, as ``open_page`` opens the other."""
    async with pages(browser, quiet.site.url) as opened:
        yield opened


@asynccontextmanager
async def pages(browser: Browser, url: str) -> AsyncIterator[Open]:
    """Opens pages at queries; at the end they are closed, and none has complained."""
    contexts, said = [], []

    async def opened(query: str = "", **options: Any) -> Page:
        settings = {"locale": "en-US", "color_scheme": "light", "reduced_motion": "reduce"}
        context = await browser.new_context(base_url=url, **(settings | options))
        contexts.append(context)
        page = await context.new_page()
        said.append(complaints(page))
        await page.goto(f"/{query}")
        await page.locator("[data-state=live]").wait_for()
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert [line for lines in said for line in lines] == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def seeds(newsroom: Newsroom) -> None:
    """The seeds of the project and the crisis are on the page, and the worker is idle."""
    articles = [
        json.loads(path.read_bytes()) for path in sorted(resources.folder("seeds").glob("*.json"))
    ]
    await newsroom.send(*articles)
    await newsroom.settled(sum(one["language"] in ("de", "en") for one in articles))
