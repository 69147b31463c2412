"""Reads articles.dead and the ledger of what was sent back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition

from worker.cli.clients import require_topic, running
from worker.cli.dead.selecting import Selection
from worker.cli.failures import CommandError
from worker.cli.ranges import Range, records
from worker.config import Kafka
from worker.messages import dead, retried
from worker.messages.dead import Letter
from worker.messages.record import SourceRecord
from worker.messages.retried import Identity, Place
from worker.streams.changelog import restore


@dataclass(frozen=True, slots=True)
class Found:
    """A dead letter on the topic: which it is, what is in it, and where it was sent back to, if it was."""

    which: Identity
    letter: Letter
    timestamp: int | None
    sent: Place | None

    @property
    def name(self) -> str:
        """What a person types for it: "0/17"."""
        return self.which.key.decode()


class Ledger:
    """What was sent back, as of when it was read."""

    def __init__(self, entries: Mapping[bytes, tuple[Identity, Place]]) -> None:
        self._entries = entries

    def sent(self, which: Identity) -> Place | None:
        """Where a letter was sent back to; None for one that waits, were it at the place of another."""
        known = self._entries.get(which.key)
        return known[1] if known and known[0] == which else None

    def gone(self, beginnings: Mapping[int, int]) -> list[Identity]:
        """The letters before the first offset of each partition: Kafka has removed them."""
        identities = (which for which, _ in self._entries.values())
        return [one for one in identities if one.offset < beginnings.get(one.partition, 0)]


async def letters(kafka: Kafka, wanted: Selection, ledger: Ledger) -> AsyncIterator[Found]:
    """The letters that are meant, by partition and offset."""
    topic = kafka.topics().dead.name
    async for record in records(kafka.connection(), Range(topic, None, wanted.since)):
        letter = _opened(record)
        if wanted.takes((record.partition, record.offset), letter):
            which = retried.identify(record, letter)
            yield Found(which, letter, record.timestamp, ledger.sent(which))


async def read_ledger(kafka: Kafka) -> Ledger:
    """All that is committed in the ledger now; raises CommandError when the topic is missing."""
    topic = kafka.topics().retried.name
    await require_topic(kafka.connection(), topic)
    entries: dict[bytes, tuple[Identity, Place]] = {}

    def apply(key: bytes, value: bytes | None) -> None:
        if value is None:
            entries.pop(key, None)
        else:
            entries[key] = retried.decode(value)

    try:
        await restore(kafka.connection(), (topic, 0), apply)
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(
            f"{topic} holds a record that is none of ours ({error}): another program writes there"
        ) from error
    return Ledger(entries)


async def beginnings(kafka: Kafka) -> dict[int, int]:
    """The first offset that articles.dead still has, by partition."""
    topic = kafka.topics().dead.name
    async with running(AIOKafkaConsumer, kafka.connection(), topic) as consumer:
        places = [TopicPartition(topic, p) for p in consumer.partitions_for_topic(topic) or ()]
        first = await consumer.beginning_offsets(places)
    return {place.partition: offset for place, offset in first.items()}


def _opened(record: SourceRecord) -> Letter:
    try:
        return dead.read(record)
    except ValueError as error:
        place = f"{record.topic}/{record.partition}@{record.offset}"
        raise CommandError(f"{place} is no dead letter of the worker: {error}") from error
