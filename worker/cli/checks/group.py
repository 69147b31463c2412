"""The consumer group: ours alone, and its offsets those of the topics that are there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, for_code

from worker.cli.checks.check import Check
from worker.cli.clients import reason, running
from worker.config import Kafka, Settings

#: Faust's, and none while the group has no members.
_PROTOCOLS = ("faust", "")
_MOST_NAMED = 3


async def group(admin: AIOKafkaAdminClient, settings: Settings) -> AsyncIterator[Check]:
    """Who is in the group, then each of its offsets that does not fit its topic."""
    kafka = settings.kafka
    name = f"group {kafka.group}"
    try:
        listed = {one for one, *_ in await admin.list_consumer_groups()}
        if kafka.group not in listed:
            yield Check(name, "ok", "not there yet: no worker has run")
            return
        (answer,) = await admin.describe_consumer_groups([kafka.group])
        yield members(answer.groups[0], kafka)
        strange = [check async for check in _offsets(admin, kafka)]
    except KafkaError as error:
        yield Check(name, "warn", f"not looked at: {reason(error)}", "grant Describe on the group")
        return
    for check in strange:
        yield check


def members(described: Sequence[Any], kafka: Kafka) -> Check:
    """Judge a row of DescribeGroups: error, group, state, type, protocol, members."""
    code, _, state, kind, protocol, present, *_ = described
    name = f"group {kafka.group}"
    if code:
        return Check(name, "warn", f"not described: {for_code(code).__name__}", _OTHER)
    if state == "Dead" or kind not in ("consumer", ""):
        what = kind or "consumer group of the protocol of KIP-848"
        return Check(name, "fail", f"another program's: a {what}", _OTHER)
    if protocol not in _PROTOCOLS:
        return Check(
            name, "fail", f"another program's, assigned by {protocol}{_who(present)}", _OTHER
        )
    return Check(name, "ok", f"{state.lower()}, {len(present)} members{_who(present)}")


_OTHER = "stop what uses it, or give the worker a name of its own in kafka.group"


def _who(present: Sequence[Any]) -> str:
    """Client and address of the members: the first, when there are many."""
    names = [f"{client} at {host.lstrip('/')}" for _, client, host, *_ in present[:_MOST_NAMED]]
    more = len(present) - len(names)
    return f": {', '.join(names)}{f' and {more} more' if more else ''}" if names else ""


async def _offsets(admin: AIOKafkaAdminClient, kafka: Kafka) -> AsyncIterator[Check]:
    """Compare what is committed with what is there, on the topics that the worker reads."""
    table = kafka.topics()
    read = {table.raw.name, table.signatures.name, table.observations.name}
    committed = {
        place: at.offset
        for place, at in (await admin.list_consumer_group_offsets(kafka.group)).items()
        if place.topic in read and at.offset >= 0
    }
    existing = set(await admin.list_topics())
    places = [place for place in committed if place.topic in existing]
    if not places:
        return
    async with running(AIOKafkaConsumer, kafka.connection()) as consumer:
        first = await consumer.beginning_offsets(places)
        last = await consumer.end_offsets(places)
    for place in sorted(places):
        for check in _strange(place, committed[place], first[place], last[place], kafka):
            yield check


def _strange(
    place: TopicPartition, at: int, first: int, last: int, kafka: Kafka
) -> Iterator[Check]:
    name = f"offset {place.topic}/{place.partition}"
    if at > last:
        yield Check(
            name,
            "fail",
            f"{at} is committed, but the topic ends at {last}: it was cut or made anew, and the worker "
            "would skip what comes until then",
            "with the workers stopped: kafka-consumer-groups.sh --bootstrap-server "
            f"{kafka.bootstrap} --group {kafka.group} --topic {place.topic}:{place.partition} "
            "--reset-offsets --to-earliest --execute",
        )
    elif at < first:
        yield Check(
            name,
            "warn",
            f"Kafka has removed {first - at} records that were not read yet",
            f"raise retention.ms of {place.topic}, start more workers",
        )
