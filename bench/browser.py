"""The page in Chromium under load: tasks that hold it up, its memory, its document, for minutes.

The same load as ``bench.page``, seen by a real browser: a third of the time on the events, then each view
for a few seconds in turn, as somebody would who looks around.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from aiokafka.admin import AIOKafkaAdminClient
from playwright.async_api import Browser, CDPSession, Page

from bench import machine
from bench.load import write
from bench.pages import reading, served
from bench.paths import RESULTS
from tests.support.chromium import chromium
from worker.cli import cluster
from worker.cli.clients import running
from worker.config import Kafka
from worker.local import LocalKafka

_VIEWS = ("events", "board", "map", "alerts", "stories", "operations")
_SAMPLE_SECONDS = 10.0
_VIEW_SECONDS = 5.0
_TRACED_SECONDS = 60.0
#: From the browser: each task that held the page up for over 50 ms: since when, how long, in which view.
_OBSERVE = """
window.heldUp = [];
new PerformanceObserver((list) => {
  const view = document.getElementById("page")?.dataset.view ?? "";
  for (const task of list.getEntries()) window.heldUp.push([task.startTime, task.duration, view]);
}).observe({ type: "longtask", buffered: true });
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The page at a time, after its garbage was collected."""

    seconds: float
    heap_mb: float
    nodes: int
    rows: int
    busy_seconds: float
    """Processor time of the page's main thread."""


@dataclass(slots=True)
class Watched:
    """What was seen of a page."""

    samples: list[Sample] = field(default_factory=list)
    tasks: list[tuple[float, float, str]] = field(default_factory=list)
    """Each task over 50 ms by the clock: when it began, how long it took, and the view that was shown."""
    collected: list[tuple[float, float]] = field(default_factory=list)
    """From when to when we had the garbage collected: that holds a page up as nothing of its own does."""
    spent: list[float] = field(default_factory=list)
    """Milliseconds of processor time of each task in the traced minute."""
    shown: str = ""


async def collect(page: Page, session: CDPSession) -> tuple[float, float]:
    """Collect all garbage, which takes a task of its own; from when to when by the page's clock, in ms."""
    began = await page.evaluate("performance.now()")
    await session.send("HeapProfiler.collectGarbage")
    return began, await page.evaluate("performance.now()")


async def sample(page: Page, session: CDPSession, began: float) -> Sample:
    """Read the counters."""
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    values = {one["name"]: one["value"] for one in metrics}
    return Sample(
        seconds=round(time.monotonic() - began, 1),
        heap_mb=round(values["JSHeapUsedSize"] / 1e6, 1),
        nodes=await page.evaluate("document.querySelectorAll('*').length"),
        rows=await page.locator("li.row").count(),
        busy_seconds=round(values["TaskDuration"], 1),
    )


async def look_around(page: Page, *, seconds: float) -> None:
    """Stay on the events for a third of the time, then go through the views."""
    began = time.monotonic()
    await asyncio.sleep(seconds / 3)
    turn = 0
    while time.monotonic() - began < seconds:
        await page.locator(f"nav a[data-view={_VIEWS[turn % len(_VIEWS)]}]").click()
        await asyncio.sleep(_VIEW_SECONDS)
        turn += 1


async def trace(browser: Browser, page: Page, *, after: float) -> list[float]:
    """Processor time of the tasks of the page's main thread, for a minute or as long again as ``after``."""
    await asyncio.sleep(after)
    await browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline"])
    await asyncio.sleep(min(_TRACED_SECONDS, after * 2))
    events = json.loads(await browser.stop_tracing())["traceEvents"]
    busiest = _busiest(events)
    return [
        event["tdur"] / 1000
        for event in events
        if event["name"] == "RunTask" and event["pid"] == busiest and "tdur" in event
    ]


def _busiest(events: list[dict[str, Any]]) -> int:
    """The process that ran the page: that which made most of its styles."""
    styled: Counter[int] = Counter()
    styled.update(event["pid"] for event in events if event["name"] == "UpdateLayoutTree")
    return styled.most_common(1)[0][0]


async def watch(url: str, *, seconds: float) -> Watched:
    """Open the page and watch it for so long."""
    watched = Watched()
    async with chromium() as browser:
        page = await browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
        await page.add_init_script(_OBSERVE)
        await page.goto(url)
        await page.locator("[data-state=live]").wait_for()
        session = await page.context.new_cdp_session(page)
        await session.send("Performance.enable", {"timeDomain": "threadTicks"})
        looking = asyncio.create_task(look_around(page, seconds=seconds))
        tracing = asyncio.create_task(trace(browser, page, after=seconds / 4))
        began = time.monotonic()
        while not looking.done():
            watched.collected.append(await collect(page, session))
            watched.samples.append(await sample(page, session, began))
            await asyncio.wait([looking], timeout=_SAMPLE_SECONDS)
        await looking
        watched.spent = await tracing
        watched.collected.append(await collect(page, session))
        watched.samples.append(await sample(page, session, began))
        watched.tasks = [tuple(task) for task in await page.evaluate("heldUp")]
        watched.shown = await page.locator("nav a[data-view=events] .count").inner_text()
    return watched


def figures(watched: Watched) -> dict[str, Any]:
    """The longest tasks and how many there were, the heap and the document from beginning to end."""
    own = [task for task in watched.tasks if not _is_ours(task, watched)]
    tasks = sorted(((length, view) for _, length, view in own), reverse=True)
    lengths = [length for length, _ in tasks]
    samples = watched.samples
    busy = samples[-1].busy_seconds - samples[0].busy_seconds
    return {
        "long_tasks": {
            "over_50_ms": len(lengths),
            "over_100_ms": sum(length > 100 for length in lengths),
            "longest_ms": [round(length) for length in lengths[:5]],
            "longest_in": [view for _, view in tasks[:5]],
            "of_the_measurement": len(watched.tasks) - len(own),
            "by_view": dict(sorted(Counter(view for _, view in tasks).items())),
        },
        "tasks_processor_ms": {
            "over_50_ms": sum(spent > 50 for spent in watched.spent),
            "over_100_ms": sum(spent > 100 for spent in watched.spent),
            "longest_ms": [round(one) for one in sorted(watched.spent, reverse=True)[:5]],
        },
        "busy_percent": round(100 * busy / (samples[-1].seconds - samples[0].seconds), 1),
        "events_held": watched.shown,
        "most_rows": max(one.rows for one in samples),
        "most_nodes": max(one.nodes for one in samples),
        "heap_mb": [[one.seconds, one.heap_mb] for one in samples],
    }


def _is_ours(task: tuple[float, float, str], watched: Watched) -> bool:
    """Whether garbage was collected for a sample during a task."""
    began, length, _ = task
    return any(began < end and start < began + length for start, end in watched.collected)


async def measure(bootstrap: str, folder: Path, *, rate: float, minutes: float) -> dict[str, Any]:
    """One browser on one page under load; garbage is collected by force before each sample."""
    kafka = Kafka(bootstrap=bootstrap, topic_prefix="bench.")
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.make(admin, kafka)
    async with served(bootstrap, kafka.topic_prefix, folder) as (_, url):
        await reading(url)
        seconds = minutes * 60
        looking = asyncio.create_task(watch(url, seconds=seconds))
        sent = await write(bootstrap, kafka.topics(), rate=rate, seconds=seconds)
        return {"minutes": minutes, "events": sent} | figures(await looking)


def main(
    minutes: Annotated[float, typer.Option(min=0.5, help="How long the load lasts.")] = 10.0,
    rate: Annotated[float, typer.Option(min=2, help="Events a second.")] = 50.0,
) -> None:
    """Measure the page in Chromium under load; writes bench/results/page_browser.json."""
    load = [machine.load_average()]
    with (
        TemporaryDirectory(prefix="escalation-bench-") as folder,
        LocalKafka(Path(folder) / "kafka") as broker,
    ):
        found = asyncio.run(measure(broker.bootstrap, Path(folder), rate=rate, minutes=minutes))
    load.append(machine.load_average())
    result = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "load": load} | found
    text = json.dumps(result, indent=2)
    (RESULTS / "page_browser.json").write_text(f"{text}\n", encoding="utf-8")
    typer.echo(text)


if __name__ == "__main__":
    typer.run(main)
