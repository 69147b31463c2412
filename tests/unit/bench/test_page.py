"""The load and the figures of the page's benchmark."""

from __future__ import annotations

from collections import Counter

from bench.load import Load
from bench.page import Sample, Seen, figures
from bench.stories import articles
from worker.messages.schemas import validate_record
from worker.messages.topics import Topics

TOPICS = Topics("bench.")


def test_the_load_is_what_the_worker_would_have_written() -> None:
    """Records that keep their schemas; two events an article, and what the stages make of them."""
    load = Load(TOPICS)

    made = [record for article in articles(40) for record in load.records(article)]

    for record in made:
        validate_record(record, topics=TOPICS)
    counts = Counter(record.topic for record in made)
    assert (counts["bench.articles.enriched"], counts["bench.events.coded"]) == (40, 80)
    assert counts["bench.stories"] == 40
    assert counts["bench.escalation.index"] > 40


def test_the_share_of_a_core_is_over_the_load() -> None:
    """From the second sample on: the first holds the start of the process."""
    samples = [
        Sample(5.0 * number, 1.0 + 0.1 * number, 90 + min(number, 40)) for number in range(60)
    ]

    found = figures(samples, [Seen(delays=[0.1, 0.2, 0.4])])

    assert found["core_share_percent"] == 2.0
    assert found["resident_mb"]["filled"] == 120
    assert (found["resident_mb"]["last"], found["resident_mb"]["highest"]) == (130, 130)
    assert found["delay_ms"] == {"p50": 200, "p95": 400, "p99": 400, "p100": 400}


def test_a_client_that_saw_nothing_has_no_delay() -> None:
    """Which is not a delay of zero."""
    samples = [Sample(0.0, 1.0, 90), Sample(5.0, 1.1, 90)]

    assert figures(samples, [Seen()])["delay_ms"]["p50"] is None
