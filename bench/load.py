"""Load for a live page: records as the worker writes them.

Whole enriched articles with two events each, in transactions, and what the stages make of them: stories,
readings, alerts.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import orjson
from aiokafka import AIOKafkaProducer

from bench.stories import articles
from worker import resources
from worker.domain.ids import digest
from worker.domain.signature import Signature
from worker.languages.rules import rules
from worker.messages import signatures
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import LARGEST_RECORD_BYTES, Topics
from worker.stages.index import Index
from worker.stages.stories.stage import Stories
from worker.streams.stateful import IndexStage, StoriesStage

_EVENTS_PER_ARTICLE = 2
_TRANSACTIONS = 5


class Load:
    """Records of articles, one after the other, as coder, stories and index would have written them."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._stories = StoriesStage(Stories(), topics=topics, partitions=1)
        self._index = IndexStage(Index(rules()), topics=topics, partition=0)
        self._article = _example("articles.enriched/1/gegenmassnahmen.de.json")
        self._event = _example("events.coded/1/russia-threatens.de.json")
        self._offset = 0

    def records(self, article: Signature) -> Iterator[Record]:
        """Everything that becomes of one article."""
        topics, name = self._topics, article.article_id
        ids = [digest(f"{name}-{number}") for number in range(len(article.events))]
        whole = self._article | {"id": name, "events": ids, "outlet": article.outlet}
        yield Record(topics.enriched.name, name.encode(), orjson.dumps(whole))
        for one, event in zip(ids, article.events, strict=True):
            dyad = f"{'+'.join(event.sources)}-{'+'.join(event.targets)}"
            document = self._event | {"id": one, "article_id": name, "dyad": dyad}
            yield Record(topics.events.name, dyad.encode(), orjson.dumps(document))
        signed = signatures.encode(article, topic=topics.signatures, time=None)
        for record in self._stories.step(self._read(signed)).records:
            if record.topic == topics.stories.name:
                yield record
            elif record.topic == topics.observations.name:
                made = self._index.step(self._read(record)).records
                shown = (topics.index.name, topics.alerts.name)
                yield from (one for one in made if one.topic in shown)

    def _read(self, record: Record) -> SourceRecord:
        self._offset += 1
        return SourceRecord(
            record.topic, 0, self._offset, 0, record.key, record.value, record.headers
        )


def _example(path: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        (resources.folder("schemas") / "examples" / path).read_bytes()
    )
    return document


async def write(bootstrap: str, topics: Topics, *, rate: float, seconds: float) -> int:
    """Write ``rate`` events a second for so long, five transactions a second; how many there were."""
    load, per_second = Load(topics), rate / _EVENTS_PER_ARTICLE
    source = articles(round(per_second * seconds))
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        transactional_id="bench-page",
        max_request_size=LARGEST_RECORD_BYTES,
    )
    sent, began = 0, time.monotonic()
    async with producer:
        for turn in range(round(seconds * _TRANSACTIONS)):
            due = round((turn + 1) * per_second / _TRANSACTIONS) - sent
            await asyncio.sleep(max(0.0, began + turn / _TRANSACTIONS - time.monotonic()))
            async with producer.transaction():
                for _, article in zip(range(due), source, strict=False):
                    for record in load.records(article):
                        await producer.send(record.topic, record.value, record.key)
                    sent += 1
    return sent * _EVENTS_PER_ARTICLE
