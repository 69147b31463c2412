"""From an outcome of the coder to bytes that a lane can commit."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from worker.domain.outcome import DeadLettered, Dropped, Outcome, Published
from worker.domain.version import SentEvent, Version
from worker.messages import signatures
from worker.messages.outputs import records
from worker.messages.topics import Topics
from worker.stages.signatures import sign
from worker.streams.processed import Processed, failed, processed

TOPICS = Topics("t.")


def test_a_published_article_is_its_finished_records(published: Published) -> None:
    """What is counted for it (domain, level, events, their empty slots), and what may be taken back."""
    time = published.article.published_at
    signature = signatures.encode(sign(published), topic=TOPICS.signatures, time=time)
    (event,) = published.analysis.events
    sent = SentEvent(event.id, "RUS-NATO", "THREATEN", "AGREE", "negated")

    assert processed(published, topics=TOPICS) == Processed(
        "published",
        article_id="a-1",
        language="de",
        records=(*records(published, topics=TOPICS), signature),
        events=(("THREATEN", "negated"),),
        counts=(
            ("published_articles", "de", "no_evidence", "0"),
            ("event_slots_missing", "place", "not_mentioned"),
            ("event_slots_missing", "speaker", "unattributed"),
            ("event_slots_missing", "date", "no_time_expression"),
        ),
        version=Version("a-1", published.article.sha256, (sent,)),
    )


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (
            Dropped("a-1", "unsupported_language", "fr"),
            Processed("dropped", "unsupported_language", "fr", "a-1"),
        ),
        (
            DeadLettered("decode/schema", "no text"),
            Processed(
                "dead_lettered",
                "decode/schema",
                "no text",
                dead=DeadLettered("decode/schema", "no text"),
            ),
        ),
    ],
)
def test_other_outcomes_have_no_records(outcome: Outcome, expected: Processed) -> None:
    """The dead letter itself is made by the lane, which has the original bytes."""
    assert processed(outcome, topics=TOPICS) == expected


def test_an_article_that_cannot_be_sent_is_a_dead_letter(published: Published) -> None:
    """Found before the broker finds it, which would stop the worker."""
    extra = {"page": "x" * TOPICS.enriched.max_message_bytes}
    result = processed(
        replace(published, article=replace(published.article, extra=extra)), topics=TOPICS
    )

    assert (result.disposition, result.reason) == ("dead_lettered", "encode/too_large")
    assert (result.records, result.dead is not None) == ((), True)


def test_a_result_survives_the_pipe(published: Published) -> None:
    """It comes out of another process."""
    for result in (
        processed(published, topics=TOPICS),
        failed(DeadLettered("nlp/crashed", "twice")),
    ):
        assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301
