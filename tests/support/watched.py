"""A worker that Prometheus watches while the seeds, the poison and a crisis go through it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from aiokafka import ConsumerRecord

from bench import processes
from bench.prometheus import Prometheus
from tests.support.children import article
from tests.support.cluster import Cluster
from tests.support.crisis import RISE_DAY, Crisis
from tests.support.real import seeds, worker
from tests.support.signed import START
from tests.support.undisturbed import Undisturbed, encoded, undisturbed
from worker.messages.record import Record
from worker.messages.topics import Topics
from worker.stages.building import CoderOptions, build_coder
from worker.streams.processed import Processed, processed

ROOT = Path(__file__).parents[2]
RULES = (ROOT / "deploy/prometheus/recording.yml", ROOT / "deploy/prometheus/alerts.yml")
TOPICS = Topics("watched.")
DAY = 24 * 3600
_WEEK = 7 * DAY

#: Broken articles of every kind that the decoder knows, and what is not for us.
POISON: tuple[bytes | None, ...] = (
    b"Moskau droht.",
    b'{"id": "a", "text": "Moskau dr',
    b'["Moskau droht."]',
    b'{"id": 7, "text": {"de": "Moskau droht."}}',
    article("large", "x" * 5 * 2**20),
    b'{"id": "a", "text": "Drohung f\xfcr Kiew"}',
    b'{"text": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    b"",
    None,
    article("short", "Ja."),
)


@dataclass(frozen=True, slots=True)
class Watched:
    """What was sent and must be seen: the articles' results and both stages, without any fault.

    ``written`` are the committed records by topic, without the prefix of the test.
    """

    prometheus: Prometheus
    results: Sequence[Processed]
    stages: Undisturbed
    written: Counter[str]


@contextmanager
def watched(bootstrap: str, folder: Path) -> Iterator[Watched]:
    """All of it is through and scraped; one process of the pool was killed on the way."""
    cluster = Cluster(bootstrap, TOPICS)
    asyncio.run(cluster.create_topics())
    (folder / "worker").mkdir()
    with worker(bootstrap, TOPICS.prefix, folder / "worker") as (process, url):
        target = url.removeprefix("http://")
        with Prometheus(folder / "prometheus", target=target, rules=RULES) as prometheus:
            prometheus.wait(lambda: prometheus.value("escalation_lanes_open"), "lanes are open")
            os.kill(processes.children(process.pid)[0], signal.SIGKILL)
            results = _articles(cluster, prometheus)
            stages = _crisis(cluster, prometheus)
            prometheus.scraped(3)
            yield Watched(prometheus, results, stages, asyncio.run(_written(cluster)))


def _articles(cluster: Cluster, prometheus: Prometheus) -> list[Processed]:
    """Send seeds and poison, and wait until each has its outcome, in the stages too."""
    values = [*seeds(), *POISON]
    asyncio.run(cluster.send((b"key-%d" % n, value) for n, value in enumerate(values)))
    coder = build_coder(CoderOptions(topics=TOPICS))
    results = [processed(outcome, topics=TOPICS) for outcome in coder.code(values)]
    published = sum(result.disposition == "published" for result in results)
    _through(prometheus, "escalation_articles_total", len(values))
    _through(prometheus, 'escalation_stage_records_total{stage="stories"}', published)
    return results


def _crisis(cluster: Cluster, prometheus: Prometheus) -> Undisturbed:
    """Let a crisis rise behind the seeds, and wait until the index has heard of it."""
    crisis = Crisis(1, flood=0, other=2, days=RISE_DAY + 2).articles()
    articles = [one for one in crisis if one.time > START + (RISE_DAY - 9) * DAY]
    # Whole weeks later than any seed without a date, which is of now: event time does not go back.
    shift = _WEEK * (1 + int(time.time() - START) // _WEEK)
    later = [replace(one, published=(one.published or 0) + shift) for one in articles]
    topic = TOPICS.signatures.name
    pairs = [(record.key or b"", record.value) for record in encoded(later, TOPICS)]
    sent = asyncio.run(cluster.send(pairs, topic=topic)) + int(
        prometheus.value('sum(escalation_stage_records_total{stage="stories"})') or 0
    )
    found = asyncio.run(cluster.read(topic, expected=sent))
    stages = undisturbed(map(_plain, found), TOPICS)
    heard = sum(stage == "index" for stage, _ in stages.results)
    _through(prometheus, 'escalation_stage_records_total{stage="index"}', heard)
    return stages


def _through(prometheus: Prometheus, counter: str, number: int) -> None:
    prometheus.wait(lambda: prometheus.value(f"sum({counter})") == number, f"{counter} is {number}")


async def _written(cluster: Cluster) -> Counter[str]:
    """How many committed records each topic has."""
    everything = (cluster.read(topic.name, expected=10**9, seconds=2) for topic in TOPICS)
    found = await asyncio.gather(*everything)
    return Counter({topic.base: len(records) for topic, records in zip(TOPICS, found, strict=True)})


def _plain(record: ConsumerRecord) -> Record:
    return Record(record.topic, record.key, record.value, tuple(record.headers))
