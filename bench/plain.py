"""What a user would write without us: consume, code in the event loop, produce, commit; one process.

``python -m bench.plain BOOTSTRAP GROUP PREFIX`` runs until it is ended and prints "ready" first. It has our
model, our records and one transaction a batch, so that what goes out is as good as ours as long as nothing
fails: no articles that end a process, no dead letters, no corrections, stories, index or metrics.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from bench.inline import BATCH
from worker.messages.record import Record
from worker.messages.topics import LARGEST_RECORD_BYTES, Topics
from worker.stages.building import CoderOptions, build_coder
from worker.stages.coder import Coder
from worker.streams.processed import processed

#: Records a poll, and so a transaction; more would only wait longer.
_POLL = 4 * BATCH


async def main(bootstrap: str, group: str, prefix: str) -> None:
    """Load the models, join the group, work for ever."""
    topics = Topics(prefix)
    coder = build_coder(CoderOptions(topics=topics), warm=True)
    consumer = AIOKafkaConsumer(
        topics.raw.name,
        bootstrap_servers=bootstrap,
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        transactional_id=group,
        max_request_size=LARGEST_RECORD_BYTES,
    )
    async with consumer, producer:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            found = await consumer.getmany(timeout_ms=1_000, max_records=_POLL)
            if found:
                articles = [article for batch in found.values() for article in batch]
                records = _coded(coder, articles, topics)
                offsets = {partition: batch[-1].offset + 1 for partition, batch in found.items()}
                await _send(producer, records, offsets, group)


def _coded(coder: Coder, articles: Sequence[ConsumerRecord], topics: Topics) -> list[Record]:
    """All records of some articles; the event loop stands still meanwhile, as it does in such loops."""
    records: list[Record] = []
    for first in range(0, len(articles), BATCH):
        outcomes = coder.code([article.value for article in articles[first : first + BATCH]])
        for outcome in outcomes:
            records += processed(outcome, topics=topics).records
    return records


async def _send(
    producer: AIOKafkaProducer,
    records: Sequence[Record],
    offsets: dict[TopicPartition, int],
    group: str,
) -> None:
    async with producer.transaction():
        for record in records:
            await producer.send(
                record.topic, record.value, key=record.key, headers=list(record.headers)
            )
        await producer.send_offsets_to_transaction(offsets, group)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
