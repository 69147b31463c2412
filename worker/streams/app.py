"""The Faust app: consumes, assigns and supervises; it never commits and never produces.

Topics are raw bytes with ``acks=False`` and streams are read with ``noack()``, so Faust has nothing
to acknowledge; the lanes hold and commit the offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faust
from aiokafka import AIOKafkaConsumer, TopicPartition
from faust.app.base import BootStrategy
from faust.types import TP, EventT

from worker.messages.record import SourceRecord
from worker.streams.assignor import Assignor
from worker.streams.committed import Transport
from worker.streams.connection import Connection, client_options
from worker.streams.lanes import Lanes, Partition
from worker.streams.tables import NoTables


class _ConsumeOnly(BootStrategy):
    """Faust without its producer and its web server."""

    enable_kafka_producer = False
    enable_web = False


class _App(faust.App):
    BootStrategy = _ConsumeOnly


#: So soon are partitions read that were added to a topic; aiokafka itself looks every five minutes.
_LOOK_ROUND_MS = 20_000


@dataclass(frozen=True, slots=True)
class GroupOptions:
    """Membership in the consumer group; durations in seconds.

    ``instance_id`` makes the member static: a worker restarted within the session timeout gets its
    partitions back at once and no rebalance happens. A commit that the cluster has not taken after
    ``commit_timeout`` ends the worker.
    """

    group: str
    instance_id: str | None = None
    session_timeout: float = 20.0
    commit_timeout: float = 60.0


def build_app(options: GroupOptions, connection: Connection, *, datadir: Path) -> faust.App:
    """An app that reads what is committed and keeps nothing of its own (``datadir`` stays empty)."""
    app = _App(
        options.group,
        broker=[f"kafka://{address}" for address in connection.bootstrap.split(",")],
        broker_credentials=_credentials(connection),
        broker_session_timeout=options.session_timeout,
        broker_heartbeat_interval=options.session_timeout / 6,
        broker_request_timeout=max(30.0, options.session_timeout + 5),
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=options.instance_id,
        consumer_metadata_max_age_ms=_LOOK_ROUND_MS,
        datadir=str(datadir),
        store="memory://",
        stream_buffer_maxsize=64,
        stream_wait_empty=False,
        PartitionAssignor=Assignor,
        TableManager=NoTables,
        topic_allow_declare=False,
        topic_disable_leader=True,
    )
    app.transport = Transport(app.conf.broker_consumer, app)
    return app


def add_stage(app: faust.App, *, topic: str, lanes: Lanes) -> None:
    """Add one agent: it hands what arrives on ``topic`` to the lanes."""
    source = app.topic(
        topic, key_serializer="raw", value_serializer="raw", acks=False, allow_empty=True
    )

    async def stage(stream: Any) -> None:  # StreamT's type lacks noack()
        async for event in stream.noack().events():
            await lanes.wait_ready()
            if event.message.generation_id == app.consumer_generation_id:
                await lanes.submit(source_record(event))

    app.agent(source, name=topic)(stage)


def source_record(event: EventT[Any]) -> SourceRecord:
    """The record behind a Faust event, bytes as they came."""
    message = event.message
    headers: Any = message.headers or ()  # pairs as they came, whatever Faust's type says
    return SourceRecord(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        timestamp=None if message.timestamp is None else round(message.timestamp * 1000),
        key=message.key,
        value=message.value,
        headers=tuple(headers),
    )


class ConsumerReader:
    """What the lanes ask of the consumer: to seek, and what really stands at an offset."""

    def __init__(self, app: faust.App, connection: Connection) -> None:
        self._app = app
        self._connection = connection

    async def seek(self, partition: Partition, offset: int) -> None:
        """Read on from ``offset``."""
        await self._app.consumer.seek(TP(*partition), offset)

    async def first_offset(self, partition: Partition, offset: int) -> int:
        """Offset of the first committed record at or after ``offset``, read by a consumer of its own."""
        source = TopicPartition(*partition)
        probe = AIOKafkaConsumer(
            **client_options(self._connection),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
        )
        async with probe:
            probe.assign([source])
            probe.seek(source, offset)
            record = await probe.getone()
            return int(record.offset)

    def end_offset(self, partition: Partition) -> int | None:
        """The end of the partition as of the last fetch."""
        end: int | None = self._app.consumer.highwater(TP(*partition))
        return end

    def position(self, partition: Partition) -> int | None:
        """What the consumer reads next; the end, when nothing but markers of transactions is left."""
        consumer: Any = self._app.consumer  # that of committed.py
        position: int | None = consumer.reads_next(TopicPartition(*partition))
        return position


def _credentials(connection: Connection) -> faust.types.auth.CredentialsT | None:
    context = connection.ssl_context()
    if connection.uses_sasl:
        return faust.SASLCredentials(
            username=connection.sasl_username,
            password=connection.sasl_password,
            ssl_context=context,
            mechanism=connection.sasl_mechanism,
        )
    return faust.SSLCredentials(context) if context else None
