"""The live page under load: its share of a core, its memory, and how late a browser sees an event.

A real broker, the page as a process of its own, and records as the worker writes them.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import aiohttp
import orjson
import typer
from aiokafka.admin import AIOKafkaAdminClient

from bench import machine, processes
from bench.load import write
from bench.pages import reading, served
from bench.paths import RESULTS
from worker.cli import cluster
from worker.cli.clients import running
from worker.config import Kafka
from worker.local import LocalKafka

_SAMPLE_SECONDS = 5.0
#: Until then everything that is bounded fills up: 1,000 articles, 480 batches.
_FILLED_SECONDS = 150.0


@dataclass(slots=True)
class Seen:
    """What a client of the stream has seen; delays are from Kafka's timestamp, in seconds."""

    batches: int = 0
    events: int = 0
    resets: int = 0
    omitted: int = 0
    bytes: int = 0
    delays: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sample:
    """The page at a time since the load began: processor seconds and resident MB so far."""

    seconds: float
    cpu_seconds: float
    resident_mb: int


async def look(url: str, seen: Seen) -> None:
    """Follow the stream for ever, as a browser does."""
    timeout = aiohttp.ClientTimeout(total=None)
    async with (
        aiohttp.ClientSession(timeout=timeout, read_bufsize=16 * 2**20) as client,
        client.get(f"{url}/api/stream") as stream,
    ):
        async for line in stream.content:
            seen.bytes += len(line)
            if line.startswith(b"event: reset"):
                seen.resets += 1
            elif line.startswith(b'data: {"seq"'):
                _count(orjson.loads(line.removeprefix(b"data: ")), seen)


def _count(batch: Any, seen: Seen) -> None:
    now = time.time()
    seen.batches += 1
    seen.events += len(batch["events"])
    seen.omitted += sum(batch["omitted"].values())
    seen.delays += [now - item["at"]["timestamp"] / 1000 for item in batch["events"]]


async def watch(pid: int, samples: list[Sample]) -> None:
    """Sample the page for ever."""
    began = time.monotonic()
    while True:
        now = time.monotonic() - began
        samples.append(Sample(now, processes.cpu_seconds(pid), processes.resident_mb(pid)))
        await asyncio.sleep(_SAMPLE_SECONDS)


async def measure(
    bootstrap: str, folder: Path, *, rate: float, minutes: float, clients: int
) -> Any:
    """One page under load, with so many clients."""
    kafka = Kafka(bootstrap=bootstrap, topic_prefix="bench.")
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.make(admin, kafka)
    samples: list[Sample] = []
    all_seen = [Seen() for _ in range(clients)]
    async with served(bootstrap, kafka.topic_prefix, folder) as (pid, url):
        typer.echo(f"the page is at {url}", err=True)
        await reading(url)
        tasks = [asyncio.create_task(look(url, seen)) for seen in all_seen]
        tasks.append(asyncio.create_task(watch(pid, samples)))
        began = time.monotonic()
        sent = await write(bootstrap, kafka.topics(), rate=rate, seconds=minutes * 60)
        seconds = time.monotonic() - began
        await asyncio.sleep(_SAMPLE_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        snapshot = await _snapshot(url)
    load = {"minutes": minutes, "events": sent, "events_per_second": round(sent / seconds, 1)}
    return load | figures(samples, all_seen) | {"snapshot": snapshot}


async def _snapshot(url: str) -> dict[str, int]:
    """Bytes of the snapshot as it is and as it travels."""
    async with aiohttp.ClientSession(auto_decompress=False) as client:
        sizes = {}
        for name, encoding in (("bytes", "identity"), ("gzip_bytes", "gzip")):
            headers = {"Accept-Encoding": encoding}
            async with client.get(f"{url}/api/snapshot", headers=headers) as answer:
                sizes[name] = len(await answer.read())
        return sizes


def figures(samples: list[Sample], all_seen: list[Seen]) -> dict[str, Any]:
    """The page's share of a core, its memory once everything is full, and the delays of a client."""
    first, last = samples[min(1, len(samples) - 2)], samples[-1]
    share = (last.cpu_seconds - first.cpu_seconds) / (last.seconds - first.seconds)
    filled = [one for one in samples if one.seconds >= _FILLED_SECONDS] or samples[-1:]
    delays = sorted(delay for seen in all_seen for delay in seen.delays)
    return {
        "core_share_percent": round(100 * share, 2),
        "resident_mb": {
            "first": samples[0].resident_mb,
            "filled": filled[0].resident_mb,
            "last": filled[-1].resident_mb,
            "highest": max(one.resident_mb for one in samples),
            "filled_after_seconds": round(filled[0].seconds),
            "by_minute": [one.resident_mb for one in samples[:: round(60 / _SAMPLE_SECONDS)]],
        },
        "delay_ms": {f"p{share}": _percentile(delays, share) for share in (50, 95, 99, 100)},
        "clients": [
            {
                "batches": seen.batches,
                "events": seen.events,
                "resets": seen.resets,
                "omitted": seen.omitted,
                "mb": round(seen.bytes / 1e6, 1),
            }
            for seen in all_seen
        ],
    }


def _percentile(ordered: list[float], share: int) -> int | None:
    if not ordered:
        return None
    return round(1000 * ordered[min(len(ordered) - 1, len(ordered) * share // 100)])


def main(
    minutes: Annotated[float, typer.Option(min=0.2, help="How long the load lasts.")] = 10.0,
    rate: Annotated[float, typer.Option(min=2, help="Events a second.")] = 50.0,
    clients: Annotated[int, typer.Option(min=1, help="Browsers that look on.")] = 1,
) -> None:
    """Measure the live page under load; writes bench/results/page.json."""
    load = [machine.load_average()]
    with (
        TemporaryDirectory(prefix="escalation-bench-") as folder,
        LocalKafka(Path(folder) / "kafka") as broker,
    ):
        made = measure(broker.bootstrap, Path(folder), rate=rate, minutes=minutes, clients=clients)
        found = asyncio.run(made)
    load.append(machine.load_average())
    result = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "load": load} | found
    text = json.dumps(result, indent=2)
    (RESULTS / "page.json").write_text(f"{text}\n", encoding="utf-8")
    typer.echo(text)


if __name__ == "__main__":
    typer.run(main)
