"""How far a consumer group is behind on its topics, looked up from outside."""

from __future__ import annotations

from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupAuthorizationFailedError


async def group_lag(
    admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer, group: str, topics: Sequence[str]
) -> list[tuple[str, int, int]] | None:
    """Topic, partition and records not yet committed by the group, where it has committed at all.

    None when the group may not be looked at. Raises KafkaError when the cluster does not answer.
    """
    try:
        committed = await admin.list_consumer_group_offsets(group)
    except GroupAuthorizationFailedError:
        return None
    places = sorted(place for place in committed if place.topic in topics)
    ends = await consumer.end_offsets(places) if places else {}
    return [_behind(place, ends[place] - committed[place].offset) for place in places]


def _behind(place: TopicPartition, offsets: int) -> tuple[str, int, int]:
    return (place.topic, place.partition, max(0, offsets))
