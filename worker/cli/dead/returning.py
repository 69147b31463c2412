"""Sends dead letters back, each once: article and ledger in one transaction.

The transactional id belongs to the consumer group. Whoever opens it ends what a killed predecessor left
open and fences one that still runs; only then is the ledger read. So what the ledger does not have was
not sent, and nobody else can be sending it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer
from aiokafka.errors import InvalidProducerEpoch, KafkaError, ProducerFenced

from worker.cli.clients import reason, require_topic, running
from worker.cli.dead.reading import Found, beginnings, letters, read_ledger
from worker.cli.dead.selecting import Selection
from worker.cli.failures import CommandError
from worker.config import Kafka
from worker.messages import retried
from worker.messages.record import Record
from worker.messages.retried import Place
from worker.messages.topics import LARGEST_RECORD_BYTES, Topic

#: What a transaction holds at most; a reader of articles.raw waits until it is decided.
_MOST_RECORDS, _MOST_BYTES = 200, 8 * 1024 * 1024
_TRANSACTION_TIMEOUT_MS = 10_000


@dataclass
class Summary:
    """What became of the letters that were meant."""

    sent: int = 0
    already: int = 0
    refused: list[str] = field(default_factory=list)


class Returning:
    """One retry: feed it letters, and it commits them in portions; ``summary`` counts what is committed."""

    def __init__(self, kafka: Kafka, producer: AIOKafkaProducer | None) -> None:
        """Without ``producer`` nothing is sent and everything is counted."""
        self.summary = Summary()
        self._raw, self._ledger = kafka.topics().raw, kafka.topics().retried
        self._producer = producer
        self._batch: list[Found] = []

    async def take(self, found: Found) -> None:
        """Send a letter back, now or with the next ones."""
        if found.sent is not None:
            self.summary.already += 1
        elif problem := obstacle(found, self._raw):
            self.summary.refused.append(f"{found.name}: {problem}")
        else:
            self._batch.append(found)
            full = sum(one.letter.size for one in self._batch) > _MOST_BYTES
            if full or len(self._batch) >= _MOST_RECORDS:
                await self.flush()

    async def flush(self) -> None:
        """Commit what waits; raises CommandError when another retry has taken over or Kafka fails."""
        batch, self._batch = self._batch, []
        if batch and self._producer is not None:
            await self._commit(self._producer, batch)
        self.summary.sent += len(batch)

    async def forget(self, gone: Sequence[retried.Identity]) -> None:
        """Take letters out of the ledger that Kafka has removed."""
        if gone and self._producer is not None:
            tombstones = [retried.forget(one, topic=self._ledger) for one in gone]
            async with self._transaction(self._producer) as producer:
                await _send(producer, tombstones)

    async def _commit(self, producer: AIOKafkaProducer, batch: Sequence[Found]) -> None:
        there = await producer.partitions_for(self._raw.name)
        async with self._transaction(producer):
            places = await _send(producer, [_original(one, self._raw, there) for one in batch])
            entries = [
                retried.encode(one.which, place, topic=self._ledger)
                for one, place in zip(batch, places, strict=True)
            ]
            await _send(producer, entries)

    @asynccontextmanager
    async def _transaction(self, producer: AIOKafkaProducer) -> AsyncIterator[AIOKafkaProducer]:
        before = (
            f"{self.summary.sent} were sent back before; run the same command again for the rest"
        )
        try:
            async with producer.transaction():
                yield producer
        except (ProducerFenced, InvalidProducerEpoch) as error:
            raise CommandError(
                f"another `dead retry` of this consumer group has taken over: {before}"
            ) from error
        except KafkaError as error:
            raise CommandError(f"Kafka failed: {reason(error)}; {before}") from error


async def retry(
    kafka: Kafka,
    wanted: Selection,
    *,
    limit: int | None,
    dry_run: bool,
    advance: Callable[[int], None],
) -> Summary:
    """Send back what is meant, at most ``limit`` letters, the oldest first; ``advance`` hears of each."""
    for topic in (kafka.topics().dead, kafka.topics().raw):
        await require_topic(kafka.connection(), topic.name)
    if dry_run:
        return await _through(Returning(kafka, None), kafka, wanted, limit, advance)
    async with running(
        AIOKafkaProducer,
        kafka.connection(),
        transactional_id=f"{kafka.group}-dead-retry",
        transaction_timeout_ms=_TRANSACTION_TIMEOUT_MS,
        max_request_size=LARGEST_RECORD_BYTES,
    ) as producer:
        return await _through(Returning(kafka, producer), kafka, wanted, limit, advance)


async def _through(
    returning: Returning,
    kafka: Kafka,
    wanted: Selection,
    limit: int | None,
    advance: Callable[[int], None],
) -> Summary:
    ledger, left = await read_ledger(kafka), limit
    await returning.forget(ledger.gone(await beginnings(kafka)))
    async for found in letters(kafka, wanted, ledger):
        if found.sent is None:
            if left == 0:
                break
            left = left and left - 1
        await returning.take(found)
        advance(1)
    await returning.flush()
    return returning.summary


def obstacle(found: Found, raw: Topic) -> str:
    """Why a letter cannot go back; empty when it can."""
    letter = found.letter
    source = f"{letter.topic}/{letter.partition}@{letter.offset}"
    if letter.topic != raw.name:
        return f"it came from {source}, not from {raw.name}"
    if letter.value is None:
        return (
            f"it was too large to be copied; its bytes are at {source} as long as Kafka keeps them"
        )
    if _original(found, raw, ()).size > raw.max_record_bytes:
        return f"its {letter.size} bytes are more than {raw.name} takes"
    return ""


def _original(found: Found, raw: Topic, partitions: Sequence[int] | set[int]) -> Record:
    """The record as it came in, to its own partition, where versions of one article stay in order."""
    letter = found.letter
    partition = letter.partition if letter.partition in partitions else None
    return Record(raw.name, letter.key, letter.value, letter.headers, partition)


async def _send(producer: AIOKafkaProducer, records: Sequence[Record]) -> list[Place]:
    """Send and await all; where they stand now."""
    sent = [
        await producer.send(one.topic, one.value, one.key, one.partition, headers=list(one.headers))
        for one in records
    ]
    done = await asyncio.gather(*sent)
    return [Place(one.topic, one.partition, one.offset) for one in done]
