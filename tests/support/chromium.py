"""Debian's Chromium, driven by Playwright: fresh, quiet, and nothing fetched from anywhere."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

#: Opens the page at a query: ``await open_page("?view=board", locale="de-DE")``.
Open = Callable[..., Awaitable[Page]]

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def _executable() -> str:
    path = shutil.which("chromium")
    if path is None:
        raise FileNotFoundError("there is no Chromium here: run 'sudo apt-get install chromium'")
    return path


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser without a window."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=_executable(), args=list(ARGUMENTS))
        yield browser
        await browser.close()


def complaints(page: Page) -> list[str]:
    """What the page says went wrong, also later: uncaught errors and refusals of its policy."""
    found: list[str] = []

    def told(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            found.append(message.text)

    page.on("console", told)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found
