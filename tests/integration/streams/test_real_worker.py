"""The real worker as people run it: ``python -m worker run``, real models, the seeds."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord

from tests.support.cluster import Cluster
from tests.support.real import get, seeds, worker
from worker.local import LocalKafka
from worker.messages.record import Record
from worker.messages.schemas import validate_record
from worker.messages.topics import Topics
from worker.stages.building import CoderOptions, build_coder
from worker.streams.processed import Processed, processed

pytestmark = pytest.mark.broker

TOPICS = Topics("real.")
BROKEN = (b"broken", b'{"id": "broken", "text": ')


@dataclass(frozen=True, slots=True)
class Run:
    """What was sent, what came out, and what the worker said of itself while it ran."""

    sent: list[bytes]
    records: list[Record]
    metrics: str
    statuses: list[int]
    exit_code: int
    exit_seconds: float

    def of(self, topic: str) -> list[Record]:
        """The records of one topic."""
        return [record for record in self.records if record.topic == topic]


def plain(record: ConsumerRecord) -> Record:
    """A consumed record without where it stood."""
    return Record(record.topic, record.key, record.value, tuple(record.headers))


async def play(bootstrap: str, folder: Path) -> Run:
    """Send the seeds and one broken article, read all, look at the health pages, end the worker."""
    cluster, sent = Cluster(bootstrap, TOPICS), seeds()
    await cluster.create_topics()
    await cluster.send([(b"seed", value) for value in sent] + [BROKEN])
    with worker(bootstrap, TOPICS.prefix, folder) as (process, url):
        found = await outputs(cluster, sent)
        pages = [get(f"{url}/{page}") for page in ("metrics", "livez", "readyz")]
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        exit_code = process.wait(timeout=60)
        seconds = time.monotonic() - started
    return Run(sent, found, pages[0][1], [status for status, _ in pages], exit_code, seconds)


async def outputs(cluster: Cluster, sent: list[bytes]) -> list[Record]:
    """What comes out, as much as must, and a second longer."""
    wanted = Counter(record.topic for result in offline(sent) for record in result.records)
    wanted |= {TOPICS.dead.name: 1, TOPICS.stories.name: 1, TOPICS.index.name: 1}
    found = await asyncio.gather(
        *(cluster.read(topic, expected=count, settle=1) for topic, count in wanted.items())
    )
    return [plain(record) for records in found for record in records]


def offline(values: list[bytes]) -> Iterator[Processed]:
    """The same articles through the coder, here, in one batch."""
    coder = build_coder(CoderOptions(topics=TOPICS))
    return (processed(outcome, topics=TOPICS) for outcome in coder.code(values))


@pytest.fixture(scope="module")
def run(kafka: LocalKafka, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One run of the worker, for all tests of this module."""
    return asyncio.run(play(kafka.bootstrap, tmp_path_factory.mktemp("run")))


def test_every_record_keeps_its_schema(run: Run) -> None:
    """As it was read from the broker: articles, events and the dead letter."""
    assert (len(run.of(TOPICS.enriched.name)), len(run.of(TOPICS.dead.name))) == (13, 1)
    assert run.of(TOPICS.events.name)
    for record in run.records:
        validate_record(record, topics=TOPICS)


def test_the_records_are_those_of_the_coder_without_kafka(run: Run) -> None:
    """Byte for byte, keys and headers too, whatever the batches were."""
    shown = (TOPICS.enriched.name, TOPICS.events.name)
    made = [record for result in offline(run.sent) for record in result.records]
    expected = Counter(record for record in made if record.topic in shown)

    assert Counter(record for topic in shown for record in run.of(topic)) == expected


def test_a_signature_says_when_its_article_came_in(run: Run) -> None:
    """In a header: the stories stage must not depend on when the coder was at work."""
    signed = run.of(TOPICS.signatures.name)

    assert len(signed) == 13
    assert all("received" in dict(record.headers) for record in signed)


def test_stories_and_their_readings_come_out(run: Run) -> None:
    """Those of the seeds that are not years older than what came before; no baseline yet."""
    stories = [json.loads(record.value or b"null") for record in run.of(TOPICS.stories.name)]
    told = [json.loads(record.value or b"null") for record in run.of(TOPICS.index.name)]

    assert {story["novelty"] for story in stories} <= {"new", "copy", "information"}
    assert stories
    assert {reading["kind"] for reading in told if reading} >= {"dyad", "country"}


def test_the_seed_story_has_its_threat(run: Run) -> None:
    """Russia threatens the United States and NATO."""
    events = [json.loads(record.value or b"") for record in run.of(TOPICS.events.name)]
    threats = [event for event in events if event["type"] == "THREATEN"]

    assert any(
        {actor["code"] for actor in event["sources"]} == {"RUS"}
        and {"USA", "NATO"} & {actor["code"] for actor in event["targets"]}
        for event in threats
    )


def test_every_article_is_counted_once(run: Run) -> None:
    """As many as were sent, the broken one among them, each under its disposition."""
    lines = run.metrics.splitlines()
    counts = [line for line in lines if line.startswith("escalation_articles_total{")]

    assert sum(float(line.split()[-1]) for line in counts) == len(run.sent) + 1
    assert 'escalation_articles_total{disposition="published",reason=""} 13.0' in counts
    assert (
        'escalation_articles_total{disposition="dead_lettered",reason="decode/not_json"} 1.0'
        in counts
    )


def test_the_worker_was_healthy(run: Run) -> None:
    """/metrics, /livez and /readyz answered with 200."""
    assert run.statuses == [200, 200, 200]


def test_sigterm_ends_it_in_order_and_in_time(run: Run) -> None:
    """Exit code 0 within five seconds."""
    assert (run.exit_code, run.exit_seconds < 5) == (0, True)


def test_missing_topics_are_told_with_their_remedy(kafka: LocalKafka, tmp_path: Path) -> None:
    """The worker makes none by itself: it ends with 1 and names the command that does."""
    with worker(kafka.bootstrap, "missing.", tmp_path) as (process, _):
        exit_code = process.wait(timeout=60)

    errors = (tmp_path / "log").read_text()
    assert exit_code == 1
    assert "no topic missing.articles.raw, missing.articles.enriched" in errors
    assert "`escalation-worker topics create`" in errors
