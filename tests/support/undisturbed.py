"""What the stages with state make of signatures when nothing goes wrong: the measure of every fault.

The stages run here as the lanes run them, without Kafka: each record goes to the partition that the
producer's partitioner chooses, and every partition of the index has a stage of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from aiokafka.partitioner import DefaultPartitioner

from tests.support.cluster import Cluster
from worker.domain.signature import Signature
from worker.languages.rules import rules
from worker.messages import signatures
from worker.messages.record import Headers, Record, SourceRecord
from worker.messages.topics import Topics
from worker.stages.index import Index
from worker.stages.stories.stage import Stories
from worker.streams.processed import Processed
from worker.streams.stateful import IndexStage, StoriesStage

#: Key, value and headers of the records of a partition, in their order.
Content = list[tuple[bytes | None, bytes | None, Headers]]
_PARTITIONS = 4


def encoded(articles: Iterable[Signature], topics: Topics) -> list[Record]:
    """The records that the coder would have written."""
    return [signatures.encode(article, topic=topics.signatures, time=None) for article in articles]


@dataclass(slots=True)
class Undisturbed:
    """Both stages after some records; ``results`` are what became of each, by stage, in order."""

    stories: StoriesStage
    index: list[IndexStage]
    results: list[tuple[str, Processed]] = field(default_factory=list)


def undisturbed(records: Iterable[Record], topics: Topics) -> Undisturbed:
    """Let both stages take the records in."""
    both = Undisturbed(
        StoriesStage(Stories(), topics=topics, partitions=_PARTITIONS),
        [IndexStage(Index(rules()), topics=topics, partition=one) for one in range(_PARTITIONS)],
    )
    offsets = count()
    for record in records:
        told = both.stories.step(_read(record, next(offsets)))
        both.results.append(("stories", told))
        for made in told.records:
            if made.topic == topics.observations.name:
                heard = both.index[_partition(made)].step(_read(made, next(offsets)))
                both.results.append(("index", heard))
    return both


def outputs(records: Iterable[Record], topics: Topics) -> dict[tuple[str, int], Content]:
    """The content of stories, index and alerts by topic and partition."""
    found: dict[tuple[str, int], Content] = defaultdict(list)
    shown = {topics.stories.name, topics.index.name, topics.alerts.name}
    for _, result in undisturbed(records, topics).results:
        for made in result.records:
            if made.topic in shown:
                content = (made.key, made.value, made.headers)
                found[made.topic, _partition(made)].append(content)
    return dict(found)


async def written(
    cluster: Cluster, expected: dict[tuple[str, int], Content], *, seconds: float
) -> dict[tuple[str, int], Content]:
    """The same content as a read_committed reader finds it, once so many records are there."""
    found: dict[tuple[str, int], Content] = defaultdict(list)
    for topic in sorted({topic for topic, _ in expected}):
        total = sum(len(content) for (name, _), content in expected.items() if name == topic)
        for record in await cluster.read(topic, expected=total, seconds=seconds, settle=1):
            content = (record.key, record.value, tuple(record.headers))
            found[topic, record.partition].append(content)
    return dict(found)


def _partition(record: Record) -> int:
    everywhere = list(range(_PARTITIONS))
    if record.partition is not None:
        return record.partition
    chosen: int = DefaultPartitioner()(record.key, everywhere, everywhere)
    return chosen


def _read(record: Record, offset: int) -> SourceRecord:
    return SourceRecord(record.topic, 0, offset, 0, record.key, record.value, record.headers)
