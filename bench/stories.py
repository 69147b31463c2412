"""The stories stage under load: how many signatures a second, and how long a million take to come back."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import orjson
import typer
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from bench import machine
from bench.paths import RESULTS
from worker.cli import cluster
from worker.cli.clients import running
from worker.config import Kafka
from worker.domain.event import EventType
from worker.domain.signature import CompactEvent, Signature
from worker.domain.text import Span
from worker.languages.subjects import subjects
from worker.local import LocalKafka
from worker.messages import signatures
from worker.messages.record import SourceRecord
from worker.messages.stories import pack
from worker.messages.topics import Topics
from worker.stages.signatures.sketch import sketch
from worker.stages.stories import growth
from worker.stages.stories.stage import Stories
from worker.streams import changelog
from worker.streams.stateful import StoriesStage

_START = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
_DAYS = 3
_CODES = ("RUS", "USA", "CHN", "IRN", "ISR", "UKR", "TUR", "GBR", "FRA", "DEU", "PRK", "KOR")
_TYPES: tuple[EventType, ...] = ("ASSAULT", "THREATEN", "ACCUSE", "CONSULT", "SANCTION")
_SENTENCE = "Die Regierung hat am Dienstag neue Maßnahmen gegen das Nachbarland angekündigt."
#: Every fifth article is a copy of one that came before.
_COPIES = 5
_CHUNK, _BATCH_BYTES = 5_000, 512 * 1024


@dataclass(frozen=True, slots=True)
class Speed:
    """Signatures through the stage, with the changes of its state: wall and processor seconds."""

    signatures: int
    seconds: float
    cpu_seconds: float
    stories: int


@dataclass(frozen=True, slots=True)
class Restore:
    """State read from a changelog on a real Kafka; resident memory before and after, in MB."""

    signatures: int
    records: int
    changelog_mb: float
    seconds: float
    cpu_seconds: float
    resident_mb_before: float
    resident_mb_after: float
    sizes: dict[str, int]


def articles(count: int, *, seed: int = 1) -> Iterator[Signature]:
    """Articles of three days in the order of their time, each with two events."""
    chance = random.Random(seed)  # noqa: S311 - load, not keys
    words = [f"wort{number}" for number in range(20_000)]
    before: list[Signature] = []
    for number in range(count):
        if number % _COPIES == 0 and before:
            article = chance.choice(before)
        else:
            article = _article(chance, words)
            before = [*before[-500:], article]
        name = f"article-{number:07}"
        yield replace(
            article,
            article_id=name,
            digest=hashlib.sha256(name.encode()).hexdigest()[:32],
            outlet=f"outlet-{chance.randrange(400)}.example",
            published=_START + number * _DAYS * 86_400 // count,
        )


def _article(chance: random.Random, words: list[str]) -> Signature:
    pair = chance.sample(_CODES, 2)
    return Signature(
        article_id="",
        digest="",
        language=chance.choice(("de", "en")),
        title=" ".join(chance.sample(words, 8)),
        outlet=None,
        origin=chance.choice(("dpa", "AFP", "Reuters", "AP")),
        url=None,
        length=1_800,
        published=None,
        received=None,
        score=round(chance.uniform(0, 60), 1),
        level=1,
        direction="none",
        correction=False,
        sketch=sketch(chance.sample(words, 220)),
        events=tuple(_event(chance, *pair) for _ in range(2)),
    )


def _event(chance: random.Random, source: str, target: str) -> CompactEvent:
    kind = chance.choice(_TYPES)
    return CompactEvent(
        id=f"{chance.getrandbits(128):032x}",
        type=kind,
        resolved_type=kind,
        modality="asserted",
        sources=(source,),
        targets=(target,),
        subjects=subjects((source,), (target,)),
        evidence=Span(0, len(_SENTENCE), _SENTENCE),
    )


def measure_speed(count: int) -> Speed:
    """Bytes in, bytes out, in this process."""
    topics = Topics()
    stage = StoriesStage(Stories(), topics=topics, partitions=4)
    records = [
        signatures.encode(article, topic=topics.signatures, time=None)
        for article in articles(count)
    ]
    started, cpu = time.perf_counter(), time.process_time()
    for offset, record in enumerate(records):
        stage.step(
            SourceRecord(record.topic, 0, offset, 0, record.key, record.value, record.headers)
        )
    return Speed(
        count,
        round(time.perf_counter() - started, 2),
        round(time.process_time() - cpu, 2),
        stage.sizes["stories"],
    )


async def measure_restore(bootstrap: str, count: int) -> Restore:
    """Fill a changelog with the state of ``count`` articles, then restore a stage from it."""
    kafka = Kafka(bootstrap=bootstrap, topic_prefix="bench.")
    topics, connection = kafka.topics(), kafka.connection()
    async with running(AIOKafkaAdminClient, connection) as admin:
        await cluster.make(admin, kafka)
    size = await _fill(bootstrap, topics.stories_changelog.name, count)
    stage = StoriesStage(Stories(), topics=topics, partitions=4)
    before, started, cpu = _resident_mb(), time.perf_counter(), time.process_time()
    records = await changelog.restore(connection, (topics.stories_changelog.name, 0), stage.restore)
    return Restore(
        count,
        records,
        round(size / 2**20, 1),
        round(time.perf_counter() - started, 2),
        round(time.process_time() - cpu, 2),
        before,
        _resident_mb(),
        dict(stage.sizes),
    )


async def _fill(bootstrap: str, topic: str, count: int) -> int:
    """Write the states of stories that differ in id, time and keys; the bytes written."""
    size = 0
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap, linger_ms=20, max_batch_size=_BATCH_BYTES
    )
    async with producer:
        for chunk in _chunks(count):
            sent = [await producer.send(topic, value, key) for key, value in chunk]
            await asyncio.gather(*sent)
            size += sum(len(key) + len(value) for key, value in chunk)
    return size


def _chunks(count: int) -> Iterator[list[tuple[bytes, bytes]]]:
    chance = random.Random(2)  # noqa: S311
    models = [orjson.loads(pack(growth.begin(one, follows=None))) for one in articles(200)]
    for start in range(0, count, _CHUNK):
        numbers = range(start, min(start + _CHUNK, count))
        yield [_state(number, count, chance, models) for number in numbers]


def _state(
    number: int, count: int, chance: random.Random, models: list[dict[str, Any]]
) -> tuple[bytes, bytes]:
    """What the changelog holds of an article that is a story of its own."""
    name, story, best = f"{number:032x}", models[number % len(models)], f"article-{number:07}"
    at = _START + number * _DAYS * 86_400 // count
    story |= {"id": name, "founder": best, "since": at, "first_seen": at, "last_seen": at}
    story["best"]["article_id"] = best
    story["best"]["sketch"]["keys"] = [chance.getrandbits(32) for _ in range(8)]
    return f"story/{name}".encode(), orjson.dumps(story)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def main(
    steps: Annotated[int, typer.Option(min=1, help="Signatures through the stage.")] = 20_000,
    state: Annotated[int, typer.Option(min=1, help="Signatures to restore.")] = 1_000_000,
) -> None:
    """Measure the stories stage; writes bench/results/stories.json."""
    load = [machine.load_average()]
    speed = measure_speed(steps)
    with (
        TemporaryDirectory(prefix="escalation-bench-") as folder,
        LocalKafka(Path(folder)) as broker,
    ):
        restored = asyncio.run(measure_restore(broker.bootstrap, state))
    load.append(machine.load_average())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "load": load,
        "speed": asdict(speed)
        | {
            "per_second": round(speed.signatures / speed.seconds),
            "per_cpu_second": round(speed.signatures / speed.cpu_seconds),
        },
        "restore": asdict(restored),
        "peak_mb": round(peak, 1),
    }
    text = json.dumps(result, indent=2)
    (RESULTS / "stories.json").write_text(f"{text}\n", encoding="utf-8")
    typer.echo(text)


if __name__ == "__main__":
    typer.run(main)
