"""The live page under load: its share of a core, its memory, and how late a browser sees an event.

A real broker, the page as a process of its own, and records as the worker writes them: whole enriched
articles with two events each, in transactions, and what the stages make of them: stories, readings, alerts.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import aiohttp
import orjson
import typer
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from bench import machine, processes
from bench.errors import BenchError
from bench.paths import RESULTS
from bench.stories import articles
from worker import resources
from worker.cli import cluster
from worker.cli.clients import running
from worker.config import Kafka
from worker.domain.ids import digest
from worker.domain.signature import Signature
from worker.languages.rules import rules
from worker.local import LocalKafka
from worker.messages import signatures
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import LARGEST_RECORD_BYTES, Topics
from worker.stages.index import Index
from worker.stages.stories import Stories
from worker.streams.stateful import IndexStage, StoriesStage

_EVENTS_PER_ARTICLE = 2
_TRANSACTIONS = 5
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


class Load:
    """Records of articles, one after the other, as coder, stories and index would have written them."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._stories = StoriesStage(Stories(), topics=topics, partitions=1)
        self._index = IndexStage(Index(rules()), topics=topics, partition=0)
        self._article = _example("articles.enriched/1/gegenmassnahmen.de.json")
        self._event = _example("events.coded/1/russia-threatens.de.json")
        self._offset = 0

    def records(self, article: Signature) -> Iterator[Record]:
        """Everything that becomes of one article."""
        topics, name = self._topics, article.article_id
        ids = [digest(f"{name}-{number}") for number in range(len(article.events))]
        whole = self._article | {"id": name, "events": ids, "outlet": article.outlet}
        yield Record(topics.enriched.name, name.encode(), orjson.dumps(whole))
        for one, event in zip(ids, article.events, strict=True):
            dyad = f"{'+'.join(event.sources)}-{'+'.join(event.targets)}"
            document = self._event | {"id": one, "article_id": name, "dyad": dyad}
            yield Record(topics.events.name, dyad.encode(), orjson.dumps(document))
        signed = signatures.encode(article, topic=topics.signatures, time=None)
        for record in self._stories.step(self._read(signed)).records:
            if record.topic == topics.stories.name:
                yield record
            elif record.topic == topics.observations.name:
                made = self._index.step(self._read(record)).records
                shown = (topics.index.name, topics.alerts.name)
                yield from (one for one in made if one.topic in shown)

    def _read(self, record: Record) -> SourceRecord:
        self._offset += 1
        return SourceRecord(
            record.topic, 0, self._offset, 0, record.key, record.value, record.headers
        )


def _example(path: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        (resources.folder("schemas") / "examples" / path).read_bytes()
    )
    return document


async def write(bootstrap: str, topics: Topics, *, rate: float, seconds: float) -> int:
    """Write ``rate`` events a second for so long, five transactions a second; how many there were."""
    load, per_second = Load(topics), rate / _EVENTS_PER_ARTICLE
    source = articles(round(per_second * seconds))
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        transactional_id="bench-page",
        max_request_size=LARGEST_RECORD_BYTES,
    )
    sent, began = 0, time.monotonic()
    async with producer:
        for turn in range(round(seconds * _TRANSACTIONS)):
            due = round((turn + 1) * per_second / _TRANSACTIONS) - sent
            await asyncio.sleep(max(0.0, began + turn / _TRANSACTIONS - time.monotonic()))
            async with producer.transaction():
                for _, article in zip(range(due), source, strict=False):
                    for record in load.records(article):
                        await producer.send(record.topic, record.value, record.key)
                    sent += 1
    return sent * _EVENTS_PER_ARTICLE


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


@asynccontextmanager
async def served(bootstrap: str, prefix: str, folder: Path) -> AsyncIterator[tuple[int, str]]:
    """``escalation-worker page`` as a process of its own: its pid and its address."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ESCALATION_")}
    settings = {"kafka.bootstrap": bootstrap, "kafka.topic_prefix": prefix, "page.port": 0}
    flags = [flag for key, value in settings.items() for flag in ("--set", f"{key}={value}")]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "worker", "page", *flags,
        stderr=asyncio.subprocess.PIPE, env=clean, cwd=folder,
    )  # fmt: skip
    try:
        if process.stderr is None:
            raise RuntimeError("the page has no stderr")
        line = (await process.stderr.readline()).decode()
        if " is at " not in line:
            raise BenchError(f"the page did not start: {line}")
        yield process.pid, line.partition(" is at ")[2].partition(";")[0]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


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


async def reading(url: str) -> None:
    """Wait until the page has read what there is: nothing."""
    async with aiohttp.ClientSession() as client, asyncio.timeout(60):
        while True:
            async with client.get(f"{url}/api/snapshot") as answer:
                found = await answer.json()
            if found["complete"] and found["operations"]["kafka"] == "up":
                return


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
