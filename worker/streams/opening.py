"""How a lane comes to be, and what its end means for the worker."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from worker.messages.dead import dead_letter
from worker.messages.record import Record, SourceRecord
from worker.messages.signatures import stamped
from worker.messages.topics import Topics
from worker.streams.app import GroupOptions
from worker.streams.connection import Connection
from worker.streams.guard import DeadLetterGuard
from worker.streams.lane import Lane
from worker.streams.lanes import Partition
from worker.streams.processed import Processed
from worker.streams.work import Work
from worker.streams.writer import Fenced, Writer

#: Beyond the session timeout, within which whoever fenced us has us revoked.
_GRACE_SECONDS = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LaneOpener:
    """Opens lanes; ``holds`` tells whether a lane is still in force, ``fail`` ends the worker.

    ``work`` says by topic what is done with its records.
    ``dead_letters`` is how many of the last 200 articles of a partition may fail with one code.
    """

    connection: Connection
    group: GroupOptions
    topics: Topics
    dead_letters: int
    admin: AIOKafkaAdminClient
    work: Mapping[str, Work]
    holds: Callable[[Lane], bool]
    fail: Callable[[Exception], None]

    async def open(self, partition: Partition) -> Lane:
        """Fence whoever wrote for the partition before and go on where that one committed."""
        writer = Writer(
            TopicPartition(*partition),
            group=self.group.group,
            connection=self.connection,
            timeout=self.group.commit_timeout,
        )
        first, state = await writer.open(self.admin)
        work = self.work[partition[0]]
        task = await work.begin(partition, first=first, writer=writer)
        name = "{}/{}".format(*partition)
        return Lane(
            partition,
            first=first,
            writer=writer,
            window=work.window,
            process=task.process,
            amend=task.amend,
            pause=task.pause,
            finish=self._finish,
            on_end=self._ended,
            counting=work.counting,
            guard=DeadLetterGuard(name, most=self.dead_letters, state=state),
        )

    def _finish(self, source: SourceRecord, result: Processed) -> tuple[Record, ...]:
        if result.dead:
            return (dead_letter(source, result.dead, topics=self.topics),)
        signed = self.topics.signatures.name
        return tuple(
            stamped(record, source.timestamp) if record.topic == signed else record
            for record in result.records
        )

    def _ended(self, lane: Lane, error: Exception) -> None:
        """A fenced lane is given a session's time to be revoked; anything else ends the worker.

        Fenced but not revoked is what a pause longer than a transaction and shorter than a session
        leaves: the partition is still ours, and only a new start opens it again.
        """
        if not isinstance(error, Fenced):
            self.fail(error)
            return
        log.warning("fenced", topic=lane.partition[0], partition=lane.partition[1])
        grace = self.group.session_timeout + _GRACE_SECONDS
        asyncio.get_running_loop().call_later(grace, self._still_fenced, lane, error)

    def _still_fenced(self, lane: Lane, error: Fenced) -> None:
        if self.holds(lane):
            self.fail(error)
