"""Where a group has committed for a partition: the answer, or none, but never a guess.

While its coordinator loads or moves, a broker answers with an error that stands above the partitions,
and aiokafka's admin client does not look there: what it returns is empty. Taken for "nothing committed
yet", that would have a worker read a topic from its beginning, behind the back of every transaction.
"""

from __future__ import annotations

import asyncio
import time
from typing import Protocol

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import GroupLoadInProgressError, KafkaError
from aiokafka.structs import OffsetAndMetadata

_AGAIN_SECONDS = 0.1

log = structlog.get_logger(__name__)


class Admin(Protocol):
    """What is needed of aiokafka's admin client."""

    async def list_consumer_group_offsets(
        self, group_id: str, *, partitions: list[TopicPartition]
    ) -> dict[TopicPartition, OffsetAndMetadata]:
        """Offset and metadata by partition; -1 for a partition without."""


async def committed(
    admin: Admin, group: str, source: TopicPartition, *, timeout: float
) -> tuple[int, str]:
    """The first offset that ``group`` has not committed, and the metadata that is beside it.

    (0, "") where the coordinator says that there is none. Asks again for ``timeout`` seconds while it
    says nothing; raises the KafkaError of the last try then.
    """
    until, tries = time.monotonic() + timeout, 0
    while True:
        try:
            return await _asked(admin, group, source)
        except KafkaError as error:
            if not error.retriable or time.monotonic() >= until:
                raise
            if not tries:
                log.info("group is not answered for", group=group, error=repr(error))
        tries += 1
        await asyncio.sleep(_AGAIN_SECONDS)


async def _asked(admin: Admin, group: str, source: TopicPartition) -> tuple[int, str]:
    offsets = await admin.list_consumer_group_offsets(group, partitions=[source])
    if source not in offsets:
        raise GroupLoadInProgressError(f"no word of {source.topic}/{source.partition} in {group}")
    found = offsets[source]
    return (found.offset, found.metadata or "") if found.offset >= 0 else (0, "")
