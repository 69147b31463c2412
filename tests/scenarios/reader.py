"""A read_committed reader that looks on while things break."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from typing import Self

from aiokafka import AIOKafkaConsumer, ConsumerRecord
from aiokafka.errors import KafkaError

from worker.streams.ending import within

_LEAVE_SECONDS = 5.0


class Reader:
    """Reads ``topics`` from their beginning until it is closed; broker crashes do not end it.

    ``records`` are in the order of arrival, ``last`` is the clock (time.monotonic) at the latest one,
    ``arrived`` that at each key's. Hours of records are not kept: ``keep`` is False then.
    """

    def __init__(self, bootstrap: str, *topics: str, keep: bool = True) -> None:
        self._keeps = keep
        self._consumer = AIOKafkaConsumer(
            *topics,
            bootstrap_servers=bootstrap,
            isolation_level="read_committed",
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            retry_backoff_ms=100,
            metadata_max_age_ms=2000,
        )
        self._change = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None
        self.records: list[ConsumerRecord] = []
        self.counts: Counter[str] = Counter()
        self.arrived: dict[bytes, float] = {}
        self.last = 0.0

    async def __aenter__(self) -> Self:
        await self._consumer.start()
        self._task = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await within(_LEAVE_SECONDS, self._consumer.stop(), what="closing the reader")

    async def until(self, wanted: Mapping[str, int], *, seconds: float) -> bool:
        """Wait until every topic has so many records; whether it has in time."""

        def reached() -> bool:
            return all(self.counts[topic] >= count for topic, count in wanted.items())

        try:
            async with asyncio.timeout(seconds), self._change:
                await self._change.wait_for(reached)
        except TimeoutError:
            return False
        return True

    async def next(self, *, seconds: float) -> float | None:
        """Wait for a record that is not there yet; the seconds it took, None when none came."""
        started, seen = time.monotonic(), self.counts.total()
        try:
            async with asyncio.timeout(seconds), self._change:
                await self._change.wait_for(lambda: self.counts.total() > seen)
        except TimeoutError:
            return None
        return time.monotonic() - started

    async def _read(self) -> None:
        while True:
            try:
                batches = await self._consumer.getmany(timeout_ms=500)
            except KafkaError:
                continue  # a broker that is away comes back, or the caller's patience ends
            found = [record for batch in batches.values() for record in batch]
            if found:
                await self._keep(found)

    async def _keep(self, found: list[ConsumerRecord]) -> None:
        async with self._change:
            self.records += found if self._keeps else []
            self.counts.update(record.topic for record in found)
            self.last = time.monotonic()
            self.arrived |= {record.key: self.last for record in found}
            self._change.notify_all()


async def afterwards(
    bootstrap: str, wanted: Mapping[str, int], *, settle: float
) -> list[ConsumerRecord]:
    """What a reader sees that comes when all is over: everything, and ``settle`` seconds more."""
    async with Reader(bootstrap, *wanted) as reader:
        await reader.until(wanted, seconds=60)
        while await reader.next(seconds=settle) is not None:
            pass
        return reader.records
