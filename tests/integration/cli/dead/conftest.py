"""Dead letters on a real broker, as a worker writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from aiokafka import AIOKafkaProducer

from tests.support.cluster import Cluster
from worker.domain.outcome import DeadCode, DeadLettered
from worker.local import LocalKafka
from worker.messages.dead import dead_letter
from worker.messages.record import Headers, SourceRecord
from worker.messages.topics import Topics

HEADERS: Headers = (("trace", b"\xff\0"), ("trace", b"again"), ("none", None))
#: By partition of articles.raw: the code, and bytes that no terminal and no decoder should trust.
POISON: tuple[tuple[DeadCode, bytes], ...] = (
    ("decode/not_json", b'{"id": "a", "outlet": "Der Bote", "text": "Moskau dr'),
    ("decode/bad_encoding", b'{"url": "https://Bote.example/1", "text": "f\xfcr \x1b[2J"}'),
    ("nlp/failed", '{"id": "c", "outlet": "Der Bote", "text": "\u202eDrohung"}'.encode()),
)
Bury = Callable[[Sequence[SourceRecord], DeadCode], object]


@pytest.fixture
def cluster(kafka: LocalKafka, topic_prefix: str) -> Cluster:
    """The broker, to look at what the commands have done."""
    return Cluster(kafka.bootstrap, Topics(topic_prefix))


def raw(topics: Topics, number: int, value: bytes | None, *, partition: int) -> SourceRecord:
    """A raw record with a key and headers of its own."""
    key = b"\xfe%d" % number
    return SourceRecord(topics.raw.name, partition, number, 1_000, key, value, HEADERS)


async def bury(cluster: Cluster, sources: Sequence[tuple[SourceRecord, DeadCode]]) -> None:
    """Write a dead letter for each."""
    topics = cluster.topics
    async with AIOKafkaProducer(
        bootstrap_servers=cluster.bootstrap, max_request_size=16 * 2**20
    ) as producer:
        for source, code in sources:
            letter = dead_letter(source, DeadLettered(code, f"why {code}\x1b[31m"), topics=topics)
            await producer.send_and_wait(
                letter.topic, letter.value, letter.key, headers=list(letter.headers)
            )


@pytest.fixture
async def poison(topics: None, cluster: Cluster) -> list[SourceRecord]:
    """Three articles that died, from three partitions."""
    sources = [
        raw(cluster.topics, number, value, partition=number + 1)
        for number, (_, value) in enumerate(POISON)
    ]
    await bury(cluster, [(one, code) for one, (code, _) in zip(sources, POISON, strict=True)])
    return sources
