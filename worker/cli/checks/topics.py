"""The topics: there, with their partitions and limits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping

from aiokafka.admin import AIOKafkaAdminClient

from worker.cli import cluster
from worker.cli.checks.check import Check
from worker.cli.cluster import Found
from worker.config import Kafka, Settings
from worker.messages.topics import Topic

_SIZE, _POLICY = "max.message.bytes", "cleanup.policy"
_ANEW = "stop the workers, delete it, and let `escalation-worker topics create` make it anew"


async def topics(admin: AIOKafkaAdminClient, settings: Settings) -> AsyncIterator[Check]:
    """One check a topic, or more where more is wrong with it."""
    kafka = settings.kafka
    table = list(kafka.topics())
    there = await cluster.find(admin, table)
    for topic in table:
        found = there[topic.name]
        if found is None:
            remedy = "`escalation-worker topics create`"
            yield Check(f"topic {topic.name}", "fail", "missing", remedy)
            continue
        wrong = [*_wrong(topic, found, kafka, there)]
        for check in wrong:
            yield check
        if not wrong:
            said = f"{found.partitions} partitions, {found.replication} replicas"
            yield Check(f"topic {topic.name}", "ok", said)


def _wrong(
    topic: Topic, found: Found, kafka: Kafka, there: Mapping[str, Found | None]
) -> Iterator[Check]:
    """What is not as the worker needs it fails, what is only not as it is set warns."""
    name, rest = f"topic {topic.name}", dict(topic.config)
    if check := _partitions(topic, found, kafka, there):
        yield check
    if int(found.config.get(_SIZE, 0)) < int(rest.pop(_SIZE)):
        said = f"takes {found.config.get(_SIZE)} bytes a record, not {topic.max_message_bytes}"
        yield Check(name, "fail", said, _alter(topic, kafka, _SIZE))
    if "compact" in topic.cleanup_policy and "compact" not in found.config.get(_POLICY, ""):
        said = f"{_POLICY} is {found.config.get(_POLICY)}: what it holds is lost with time"
        yield Check(name, "fail", said, _alter(topic, kafka, _POLICY))
        del rest[_POLICY]
    for key, value in rest.items():
        if found.config.get(key) != value:
            said = f"{key} is {found.config.get(key)}, not {value}"
            yield Check(name, "warn", said, _alter(topic, kafka, key))
    if found.replication != kafka.replication:
        said = f"{found.replication} replicas, not {kafka.replication}"
        remedy = f"kafka-reassign-partitions.sh, or set kafka.replication to {found.replication}"
        yield Check(name, "warn", said, remedy)


def _partitions(
    topic: Topic, found: Found, kafka: Kafka, there: Mapping[str, Found | None]
) -> Check | None:
    name, wanted = f"topic {topic.name}", 1 if topic.partitions == 1 else kafka.partitions
    said = f"{found.partitions} partitions, not {wanted}"
    table = kafka.topics()
    pairs = {
        table.changelog.name: table.raw.name,
        table.index_changelog.name: table.observations.name,
    }
    pair = pairs.get(topic.name, "")
    partner = there.get(pair)
    if partner is not None and partner.partitions != found.partitions:
        said = f"{found.partitions} partitions, but {pair} has {partner.partitions}"
        remedy = f"both need the same number: {_ANEW}"
        return Check(name, "fail", f"{said}; a state is kept for each", remedy)
    if found.partitions == wanted:
        return None
    if topic.partitions == 1:
        return Check(name, "fail", f"{said}; one worker reads it, in its order", _ANEW)
    if found.partitions > wanted:
        remedy = f"set kafka.partitions to {found.partitions}"
    else:
        remedy = (
            f"set kafka.partitions to {found.partitions}, or with the workers stopped: "
            f"kafka-topics.sh --bootstrap-server {kafka.bootstrap} --alter --topic {topic.name} "
            f"--partitions {wanted}"
        )
    return Check(name, "warn", said, remedy)


def _alter(topic: Topic, kafka: Kafka, key: str) -> str:
    value = topic.config[key]
    setting = f"{key}=[{value}]" if "," in value else f"{key}={value}"
    return (
        f"kafka-configs.sh --bootstrap-server {kafka.bootstrap} --alter --entity-type topics "
        f"--entity-name {topic.name} --add-config {setting}"
    )
