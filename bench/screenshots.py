"""Draws doc/page-light.png, page-dark.png and page-narrow.png from a page at work.

Five weeks of made-up news (tests/support/weeks.py) and then the seeds go through a real worker; what the
page shows of them is what is drawn.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from bench.paths import ROOT
from tests.support.chromium import chromium
from tests.support.cluster import Cluster
from tests.support.newsroom import Newsroom
from tests.support.weeks import Weeks
from worker import resources
from worker.local import LocalKafka
from worker.messages.topics import Topics

_PATIENCE_SECONDS = 900
#: The seeds in a language that the worker does not read.
_UNREAD = 1
#: Name, what is opened, how it is opened.
_SHOTS: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("light", "", {"viewport": {"width": 1600, "height": 960}, "color_scheme": "light"}),
    ("dark", "?view=map", {"viewport": {"width": 1600, "height": 960}, "color_scheme": "dark"}),
    ("narrow", "?article=seed-09-sanctions",
     {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "device_scale_factor": 2}),
)  # fmt: skip


async def play(room: Newsroom) -> None:
    """News and seeds through the worker, until they are on the page."""
    weeks = Weeks(datetime.now(UTC)).articles()
    seeds = sorted(resources.folder("seeds").glob("*.json"))
    await room.send(*weeks)
    await room.settled(len(weeks), seconds=_PATIENCE_SECONDS)
    await room.send(*(json.loads(path.read_bytes()) for path in seeds))
    await room.settled(len(weeks) + len(seeds) - _UNREAD, seconds=_PATIENCE_SECONDS)


async def draw(room: Newsroom, folder: Path) -> None:
    """Play, then one picture after the other."""
    await play(room)
    async with chromium() as browser:
        for name, query, options in _SHOTS:
            context = await browser.new_context(
                base_url=room.url, locale="en-US", reduced_motion="reduce", **options
            )
            page = await context.new_page()
            await page.goto(f"/{query}")
            await page.locator("[data-state=live]").wait_for()
            await page.locator(".arc, .ledger").first.wait_for(state="attached")
            await page.evaluate("document.fonts.ready")
            path = folder / f"page-{name}.png"
            await page.screenshot(path=path)
            _shrink(path)
            typer.echo(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")
            await context.close()


def _shrink(path: Path) -> None:
    """Few colors are enough for a page; pngquant is Debian's."""
    command = ["pngquant", "--force", "--strip", "--speed", "1", "--output", str(path), str(path)]
    subprocess.run(command, check=True)  # noqa: S603


def main() -> None:
    """Draw the pictures of the page into doc/."""
    with (
        TemporaryDirectory(prefix="escalation-page-") as folder,
        LocalKafka(Path(folder) / "kafka") as broker,
    ):
        room = Newsroom(Cluster(broker.bootstrap, Topics("")), Path(folder), crisis=False)
        try:
            room.start()
            asyncio.run(draw(room, ROOT / "doc"))
        finally:
            room.close()


if __name__ == "__main__":
    typer.run(main)
