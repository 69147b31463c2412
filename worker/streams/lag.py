"""How far a consumer group is behind on its topics, looked up from outside."""

from __future__ import annotations

from collections.abc import Mapping

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupAuthorizationFailedError


async def group_lag(
    admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer, group: str, topics: Mapping[str, bool]
) -> list[tuple[str, int, int]] | None:
    """Topic, partition and records not yet committed by the group, where it has committed at all.

    ``topics`` says of each whether it is written in transactions: then its last offset is a marker's,
    and so is one for each transaction that is not yet read. None when the group may not be looked at.
    Raises KafkaError when the cluster does not answer.
    """
    try:
        committed = await admin.list_consumer_group_offsets(group)
    except GroupAuthorizationFailedError:
        return None
    places = sorted(place for place in committed if place.topic in topics)
    ends = await consumer.end_offsets(places) if places else {}
    return [
        (
            place.topic,
            place.partition,
            max(0, ends[place] - committed[place].offset - topics[place.topic]),
        )
        for place in places
    ]
