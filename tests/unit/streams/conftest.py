"""A lane in a test's hand: its writer is a fake, its results are finished by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

import pytest

from tests.support.fakes import FakePool, FakeReader, FakeWriter
from tests.unit.messages.conftest import article, event, published
from worker.domain.outcome import DeadLettered
from worker.messages.dead import dead_letter
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.streams.counting import Counting
from worker.streams.guard import DeadLetterGuard
from worker.streams.lane import Lane
from worker.streams.lanes import Lanes, Partition
from worker.streams.processed import Processed, failed
from worker.streams.window import Window

__all__ = ["article", "event", "published"]  # fixtures shared with the tests of messages

PARTITION = ("articles.raw", 2)
FAILED = failed(DeadLettered("nlp/failed", "KeyError: 'Wort'"))


def raw(offset: int) -> SourceRecord:
    """A record of the partition, its offset for a value."""
    return SourceRecord(*PARTITION, offset, 1_000 * offset, b"key", b"%d" % offset)


def good(offset: int) -> Processed:
    """What the pool makes of that record: one output with the same value."""
    record = Record("articles.enriched", b"key", b"%d" % offset)
    return Processed("published", "", "", f"a-{offset}", "de", (record,))


def finish(source: SourceRecord, result: Processed) -> tuple[Record, ...]:
    """The outputs, as the worker makes them."""
    if result.dead is None:
        return result.records
    return (dead_letter(source, result.dead, topics=Topics()),)


@dataclass
class Rig:
    """A lane from offset 0 on with everything around it; ``ended`` says why it ended by itself.

    ``pause`` is what lies between two transactions, in seconds.
    """

    writer: FakeWriter = field(default_factory=FakeWriter)
    window: Window = field(default_factory=lambda: Window(records=10_000, size=10_000))
    metrics: Metrics = field(default_factory=lambda: Metrics(version="test"))
    results: dict[int, asyncio.Future[Processed]] = field(default_factory=dict)
    pause: float = 0.0

    def __post_init__(self) -> None:
        self.ended: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
        self.lane = Lane(
            PARTITION,
            first=0,
            writer=self.writer,
            window=self.window,
            process=lambda source: self.results[source.offset],
            finish=finish,
            on_end=lambda _lane, error: self.ended.set_result(error),
            counting=Counting(self.metrics),
            guard=DeadLetterGuard("articles.raw/2"),
            pause=lambda: self.pause,
        )

    async def offer(self, *offsets: int) -> None:
        """Take articles in, each with a permit for one byte."""
        for offset in offsets:
            await self.window.acquire(1)
            self.results[offset] = asyncio.get_running_loop().create_future()
            self.lane.offer(raw(offset), 1, self.results[offset])

    def answer(self, *offsets: int) -> None:
        """The pool has published these."""
        for offset in offsets:
            self.results[offset].set_result(good(offset))

    def count(self, name: str, **labels: str) -> float:
        """The value of a counter, 0 when nothing was counted."""
        return self.metrics.registry.get_sample_value(f"escalation_{name}_total", labels) or 0

    @property
    def published(self) -> float:
        """How many articles are counted as published."""
        return self.count("articles", disposition="published", reason="")


@dataclass
class Assignment:
    """Lanes around fakes; each partition is committed up to ``committed``."""

    committed: int = 0
    first: int = 0
    records: int = 100
    writers: dict[Partition, FakeWriter] = field(default_factory=dict)
    ended: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pool = FakePool()
        self.reader = FakeReader(self.first)
        self.window = Window(records=self.records, size=10_000)
        self.lanes = Lanes(open_lane=self.open_lane, reader=self.reader)

    async def open_lane(self, partition: Partition) -> Lane:
        """What the worker does, with a fake writer."""
        writer = self.writers[partition] = FakeWriter()
        return Lane(
            partition,
            first=self.committed,
            writer=writer,
            window=self.window,
            process=lambda source: self.pool.submit(source.value),
            finish=finish,
            on_end=lambda _lane, error: self.ended.append(error),
            counting=Counting(Metrics(version="test")),
            guard=DeadLetterGuard("articles.raw/2"),
        )

    async def submit(self, offsets: Iterable[int]) -> None:
        """Articles arrive."""
        for offset in offsets:
            await self.lanes.submit(raw(offset))

    @property
    def taken(self) -> list[int]:
        """Offsets of the articles that reached the pool."""
        return [int(value or b"") for value in self.pool.jobs]


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    """A lane that is closed when the test is over."""
    made = Rig()
    yield made
    made.writer.answers.set()
    await made.lane.close()
