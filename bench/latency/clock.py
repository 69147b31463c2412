"""When articles are sent, and how long each takes until somebody can read what came of it."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Mapping, Sequence

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from worker.cli.clients import running
from worker.config import Kafka
from worker.messages.raw import decode

_LAST_SECONDS = 60.0


def arrivals(rate: float, seconds: float) -> list[float]:
    """Random times of independent articles, ``rate`` a second, the same every time."""

    def steps() -> Iterator[float]:
        chance, now = random.Random(0), 0.0  # noqa: S311 - nothing is to be kept secret
        while (now := now + chance.expovariate(rate)) < seconds:
            yield now

    return list(steps()) or [0.0]


def renamed(value: bytes, name: str) -> bytes:
    """A raw article under another id."""
    return orjson.dumps(orjson.loads(value) | {"id": name})


async def latencies(kafka: Kafka, values: Sequence[bytes], times: Sequence[float]) -> list[float]:
    """Milliseconds from the sending of each article, at its time, until it can be read."""
    topics, connection = kafka.topics(), kafka.connection()
    async with (
        running(
            AIOKafkaConsumer, connection, isolation_level="read_committed", fetch_max_wait_ms=100
        ) as reader,
        running(AIOKafkaProducer, connection) as producer,
    ):
        reader.assign([TopicPartition(topics.enriched.name, n) for n in range(kafka.partitions)])
        await reader.seek_to_end()
        names = [decode(value).id for value in values]
        seen = asyncio.create_task(_seen(reader, set(names)))
        sent: dict[str, float] = {}
        begin = time.perf_counter()
        for name, value, due in zip(names, values, times, strict=True):
            await asyncio.sleep(max(0.0, begin + due - time.perf_counter()))
            sent[name] = time.perf_counter()
            await producer.send(topics.raw.name, value, key=name.encode())
        async with asyncio.timeout(_LAST_SECONDS):
            found = await seen
    return [1000 * (found[name] - sent[name]) for name in names]


async def _seen(reader: AIOKafkaConsumer, names: set[str]) -> Mapping[str, float]:
    """When the record of each article came to the reader."""
    found: dict[str, float] = {}
    while len(found) < len(names):
        for records in (await reader.getmany(timeout_ms=1_000)).values():
            now = time.perf_counter()
            for record in records:
                name = (record.key or b"").decode()
                if name in names:
                    found.setdefault(name, now)
    return found
