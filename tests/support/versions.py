"""Articles in several versions: what a pool without language models makes of them, and what must come out."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aiokafka.partitioner import DefaultPartitioner

from worker.domain.version import SentEvent, Version
from worker.messages.raw import decode
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topics
from worker.stages.corrections import Corrections
from worker.streams.processed import Process, Processed
from worker.streams.stateful import CorrectionsStage

#: The values of the records of a topic by their key, in their order.
Shown = Mapping[tuple[str, bytes], Sequence[bytes]]


def version_of(article_id: str, text: str) -> Version:
    """A version with an event a word of its text, each of a dyad named after the article."""
    words = enumerate(dict.fromkeys(text.split()))
    events = (
        SentEvent(
            hashlib.sha256(f"{article_id}/{word}".encode()).hexdigest()[:32],
            f"{article_id}-{place}", "CONSULT", "CONSULT", "asserted",
        )
        for place, word in words
    )  # fmt: skip
    return Version(article_id, hashlib.sha256(text.encode()).hexdigest(), tuple(events))


def made(version: Version, topics: Topics) -> Processed:
    """What the pool hands back: an enriched record, and an event record an event."""
    article = {"id": version.article_id, "sha256": version.sha256, "supersedes": None}
    rest = {"published_at": None, "versions": {"code": "test"}}
    enriched = Record(
        topics.enriched.name, version.article_id.encode(), json.dumps(article | rest).encode()
    )
    coded = (
        Record(topics.events.name, event.dyad.encode(), f"{event.id} {version.sha256}".encode())
        for event in version.events
    )
    return Processed(
        "published", "", "", version.article_id, "de", (enriched, *coded), version=version
    )


def versioned(prefix: str) -> Process:
    """The processing of a pool process for topics with this prefix."""
    topics = Topics(prefix)

    def process(values: Sequence[bytes | None]) -> list[Processed]:
        articles = map(decode, values)
        return [made(version_of(one.id, one.text or ""), topics) for one in articles]

    return process


def expected(sent: Iterable[tuple[bytes, bytes]], topics: Topics) -> Shown:
    """What an undisturbed worker writes for raw records (key, value) in their order."""
    stages = defaultdict[int, CorrectionsStage](
        lambda: CorrectionsStage(Corrections(), topics=topics, partition=0)
    )
    process, found = versioned(topics.prefix), defaultdict[tuple[str, bytes], list[bytes]](list)
    for key, value in sent:
        partition = DefaultPartitioner()(key, list(range(4)), list(range(4)))
        source = SourceRecord(topics.raw.name, partition, 0, 0, key, value)
        (result,) = process([value])
        for record in stages[partition].amend(source, result).records:
            if record.topic != topics.changelog.name:
                found[record.topic, record.key or b""].append(record.value or b"")
    return found


def written(articles: int, rounds: Sequence[str]) -> Iterator[tuple[bytes, bytes]]:
    """Raw records: every article with the text of each round, a round after the other."""
    for text in rounds:
        for number in range(articles):
            name = f"article-{number:04}"
            yield name.encode(), json.dumps({"id": name, "text": text}).encode()
