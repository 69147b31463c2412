"""The connection: a reload, a page server that comes back, a broker that dies."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.support.chromium import Open
from tests.support.newsroom import Newsroom, threat
from worker.local import LocalKafka

pytestmark = [
    pytest.mark.broker, pytest.mark.usefixtures("seeds"), pytest.mark.asyncio(loop_scope="session"),
]  # fmt: skip

#: So many rows are there until somebody scrolls.
PAGE = 30


async def test_the_page_goes_on_after_a_crash_of_the_broker(
    kafka: LocalKafka, newsroom: Newsroom, open_page: Open
) -> None:
    """It says so while Kafka is away, keeps what it shows, and shows what comes after, once."""
    page = await open_page()
    await expect(page.locator("li.event")).to_have_count(PAGE)
    kafka.kill()
    await expect(page.locator(".connection")).to_have_attribute(
        "data-state", "down", timeout=30_000
    )
    assert await page.locator("li.event").count() == PAGE
    await asyncio.to_thread(kafka.restart)
    newsroom.start_worker()
    await newsroom.send(threat("after-the-crash"))
    row = page.locator("li.event", has_text="after-the-crash.example")
    await row.first.wait_for(timeout=60_000)
    await expect(row).to_have_count(1)
    await expect(page.locator(".connection")).to_have_attribute(
        "data-state", "live", timeout=30_000
    )


async def test_the_page_goes_on_after_its_server_was_away(
    newsroom: Newsroom, open_page: Open
) -> None:
    """It says that it tries again, and is live again with everything."""
    page = await open_page()
    newsroom.stop_page()
    await expect(page.locator(".connection")).to_have_attribute("data-state", "reconnecting")
    await asyncio.to_thread(newsroom.start_page)
    await expect(page.locator(".connection")).to_have_attribute(
        "data-state", "live", timeout=30_000
    )
    await page.locator("li.event").first.wait_for()
