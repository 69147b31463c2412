"""Transactions that nobody ends: readers of committed records see nothing behind their beginning.

Found by its effect: a partition whose last stable offset stays behind its end. What the record there says
of its time, or better the coordinator, tells for how long.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import IncompatibleBrokerVersion, KafkaError

from worker.cli.checks.check import Check
from worker.cli.checks.requests import Transaction, open_transactions
from worker.cli.clients import reason, running
from worker.config import Kafka, Settings
from worker.streams.writer import TRANSACTION_TIMEOUT_MS

#: The worker's own are aborted by the broker after a third of this.
_PATIENCE_SECONDS = 3 * TRANSACTION_TIMEOUT_MS / 1000
_LOOK_AGAIN_SECONDS, _READ_SECONDS, _MOST_SECONDS = 1.0, 5.0, 15.0
_UNSEEN = "look again: a broker or the leader of a partition is away"


@dataclass(frozen=True, slots=True)
class _Held:
    """A partition of which nothing is seen from ``offset`` on; ``since`` in seconds since 1970."""

    place: TopicPartition
    offset: int
    waiting: int
    since: float


async def transactions(admin: AIOKafkaAdminClient, settings: Settings) -> AsyncIterator[Check]:
    """One failed check a partition that is held back, or a single good one."""
    kafka = settings.kafka
    try:
        async with asyncio.timeout(_MOST_SECONDS):
            held = await _held(admin, kafka)
            known = await _known(admin) if held else []
    except (KafkaError, TimeoutError) as error:
        yield Check("transactions", "warn", f"not looked at: {reason(error)}", _UNSEEN)
        return
    found = [check for one in held if (check := _judged(one, known, kafka))]
    for check in found:
        yield check
    if not found:
        yield Check("transactions", "ok", f"none is open for more than {_PATIENCE_SECONDS:.0f} s")


async def _held(admin: AIOKafkaAdminClient, kafka: Kafka) -> list[_Held]:
    """The partitions of our topics whose stable end does not move though there is more."""
    named = {topic.name for topic in kafka.topics()}
    places = [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in await admin.describe_topics()
        if topic["topic"] in named and not topic["error_code"]
        for partition in topic["partitions"]
    ]
    if not places:
        return []
    async with (
        running(AIOKafkaConsumer, kafka.connection(), isolation_level="read_committed") as stable,
        running(AIOKafkaConsumer, kafka.connection(), enable_auto_commit=False) as any_record,
    ):
        before = await _behind(stable, any_record, places)
        if not before:
            return []
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        after = await _behind(stable, any_record, list(before))
        standing = {place: at for place, at in after.items() if before[place][0] == at[0]}
        return [await _since(any_record, place, *at) for place, at in standing.items()]


async def _behind(
    stable: AIOKafkaConsumer, any_record: AIOKafkaConsumer, places: Sequence[TopicPartition]
) -> Mapping[TopicPartition, tuple[int, int]]:
    """Stable end and end of the partitions where they differ."""
    decided = await stable.end_offsets(places)
    written = await any_record.end_offsets(places)
    return {one: (decided[one], written[one]) for one in places if decided[one] < written[one]}


async def _since(consumer: AIOKafkaConsumer, place: TopicPartition, offset: int, end: int) -> _Held:
    consumer.assign([place])
    consumer.seek(place, offset)
    try:
        async with asyncio.timeout(_READ_SECONDS):
            written = (await consumer.getone(place)).timestamp / 1000
    except TimeoutError:
        written = time.time()  # a marker alone, or gone meanwhile
    return _Held(place, offset, end - offset, written)


async def _known(admin: AIOKafkaAdminClient) -> list[Transaction]:
    """What the coordinators tell us of them: nothing, where we may not ask or they are too old."""
    try:
        return await open_transactions(admin)
    except (KafkaError, IncompatibleBrokerVersion, NotImplementedError):
        return []


def _judged(held: _Held, known: Sequence[Transaction], kafka: Kafka) -> Check | None:
    topic, partition = held.place
    holders = [one for one in known if (topic, partition) in one.partitions]
    since = min([one.started / 1000 for one in holders], default=held.since)
    age = time.time() - since
    if age < _PATIENCE_SECONDS:
        return None
    whose = "; ".join(f"{one.name}, which may take {one.timeout / 1000:.0f} s" for one in holders)
    said = (
        f"an open transaction hides {held.waiting} records from {held.offset} on, since "
        f"{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(since))} UTC: {whose or 'of an unknown producer'}"
    )
    abort = (
        f"kafka-transactions.sh --bootstrap-server {kafka.bootstrap} abort --topic {topic} "
        f"--partition {partition} --start-offset {held.offset}"
    )
    return Check(
        f"transaction {topic}/{partition}", "fail", said, f"{_ender(holders, kafka)}: {abort}"
    )


def _ender(holders: Sequence[Transaction], kafka: Kafka) -> str:
    if any(one.name.startswith(f"{kafka.group}-") for one in holders):
        return "a worker (or `dead retry`) that starts with this group ends it; at once"
    return "its producer ends it when it starts again; if it does not come back"
