"""What a cluster says about the worker's topics."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from worker.cli.failures import CommandError
from worker.config import Kafka
from worker.messages.topics import Topic
from worker.streams import topics as streams

_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as it is on the cluster; ``config`` has the settings that the topics table names."""

    partitions: int
    replication: int
    config: Mapping[str, str]


async def find(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> dict[str, Found | None]:
    """The state of each topic by its name, None where the cluster does not have it."""
    existing = {topic["topic"]: topic["partitions"] for topic in await admin.describe_topics()}
    there = [topic for topic in topics if topic.name in existing]
    configs = await _configs(admin, there) if there else {}
    return {
        topic.name: Found(
            len(existing[topic.name]),
            len(existing[topic.name][0]["replicas"]),
            configs[topic.name],
        )
        if topic in there
        else None
        for topic in topics
    }


async def make(admin: AIOKafkaAdminClient, kafka: Kafka) -> list[str]:
    """Create the topics that are missing and wait until every client can see them; their names.

    A broker answers before its own metadata know of the new topic. Raises CommandError after 10 s.
    """
    lacking = await streams.missing(admin, kafka.topics())
    await streams.create(admin, lacking, replication=kafka.replication, partitions=kafka.partitions)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while await streams.missing(admin, kafka.topics()):
                await asyncio.sleep(0.05)
    except TimeoutError as error:
        raise CommandError(
            f"the Kafka at {kafka.bootstrap} took the order for new topics but does not show them"
        ) from error
    return [topic.name for topic in lacking]


async def committed(admin: AIOKafkaAdminClient, group: str, topic: str) -> dict[int, int]:
    """How far a consumer group has come on a topic: the next offset by partition."""
    offsets = await admin.list_consumer_group_offsets(group)
    return {place.partition: at.offset for place, at in offsets.items() if place.topic == topic}


def differences(topic: Topic, found: Found, kafka: Kafka) -> list[str]:
    """What is otherwise on the cluster than declared and set: "retention.ms is 1, not 2"."""
    partitions = kafka.partitions if topic.partitions > 1 else topic.partitions
    declared = {"partitions": partitions, "replicas": kafka.replication, **topic.config}
    there = {"partitions": found.partitions, "replicas": found.replication, **found.config}
    return [
        f"{key} is {there.get(key)}, not {value}"
        for key, value in declared.items()
        if there.get(key) != value
    ]


async def _configs(
    admin: AIOKafkaAdminClient, topics: Sequence[Topic]
) -> dict[str, dict[str, str]]:
    wanted = {topic.name: topic.config for topic in topics}
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in wanted]
    configs: dict[str, dict[str, str]] = {}
    for response in await admin.describe_configs(resources):
        for _, _, _, name, entries in response.resources:
            configs[name] = {key: value for key, value, *_ in entries if key in wanted[name]}
    return configs
