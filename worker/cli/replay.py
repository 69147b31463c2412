"""``replay``: a recorded range of articles processed again, into lines or side topics."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.failures import MISUSED, CommandError
from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from worker.cli.ranges import Range
    from worker.domain.outcome import Outcome
    from worker.messages.record import Record, SourceRecord
    from worker.messages.topics import Topics
    from worker.stages.coder import Coder


def replay(
    ctx: typer.Context,
    topic: Annotated[str | None, typer.Option(help="Topic; default: articles.raw.")] = None,
    partition: Annotated[
        int | None, typer.Option(min=0, help="One partition; default: all, one after the other.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="TIME|OFFSET", help="First record; default: the oldest."),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="TIME|OFFSET", help="Up to here; default: all there is now."),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(metavar="PREFIX", help="Into topics with this prefix instead of stdout."),
    ] = None,
) -> None:
    """Process recorded articles again: the lines of `code`, by partition and offset.

    Times are Kafka's, of when a record was written. Nothing of the worker is touched: neither its
    consumer group nor its topics. Compare two replays with `diff`.
    """
    from worker.cli.ranges import Point, Range

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    topics = session.settings.kafka.topics()
    if into == topics.prefix:
        raise CommandError(f"--into {into!r}: these are the worker's own topics", code=MISUSED)
    name = topic or topics.raw.name
    points = [None if text is None else Point.of(text) for text in (start, end)]
    count = asyncio.run(_replay(session, Range(name, partition, *points), into))
    session.tell(f"{count} articles of {name} processed again")


async def _replay(session: Session, wanted: Range, into: str | None) -> int:
    from worker.messages.outputs import as_json

    coder, count = session.coder(), 0
    if into is not None:
        return await _into_topics(session, wanted, coder, into)
    async for _, outcome in _outcomes(session, wanted, coder):
        print_json(as_json(outcome))
        count += 1
    return count


async def _into_topics(session: Session, wanted: Range, coder: Coder, prefix: str) -> int:
    """Write what the worker would, into its topics' namesakes, which are made where they are missing."""
    from aiokafka import AIOKafkaProducer
    from aiokafka.admin import AIOKafkaAdminClient

    from worker.cli.clients import running
    from worker.messages.topics import LARGEST_RECORD_BYTES, Topics
    from worker.streams import topics as cluster

    kafka, topics, count = session.settings.kafka, Topics(prefix), 0
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.create(
            admin, topics, replication=kafka.replication, partitions=kafka.partitions
        )
    options = {"enable_idempotence": True, "max_request_size": LARGEST_RECORD_BYTES}
    async with running(AIOKafkaProducer, kafka.connection(), **options) as producer:
        async for source, outcome in _outcomes(session, wanted, coder):
            # Each is awaited: a flush alone would not tell of a record that was refused.
            sent = [
                await producer.send(
                    record.topic, record.value, record.key, headers=list(record.headers)
                )
                for record in _records(source, outcome, topics)
            ]
            for acknowledged in sent:
                await acknowledged
            count += 1
    return count


def _records(source: SourceRecord, outcome: Outcome, topics: Topics) -> Sequence[Record]:
    from worker.messages.outputs import dead_letter
    from worker.streams.processed import processed

    made = processed(outcome, topics=topics)
    return made.records if made.dead is None else [dead_letter(source, made.dead, topics=topics)]


async def _outcomes(
    session: Session, wanted: Range, coder: Coder
) -> AsyncIterator[tuple[SourceRecord, Outcome]]:
    """Every record of the range with its outcome, in order; coded in batches."""
    from worker.cli.ranges import records

    batch: list[SourceRecord] = []
    async for record in records(session.settings.kafka.connection(), wanted):
        batch.append(record)
        if len(batch) == session.settings.pool.batch_records:
            for pair in _coded(coder, batch):
                yield pair
            batch.clear()
    for pair in _coded(coder, batch):
        yield pair


def _coded(coder: Coder, batch: Sequence[SourceRecord]) -> list[tuple[SourceRecord, Outcome]]:
    return list(zip(batch, coder.code([record.value for record in batch]), strict=True))
