"""What an outcome sends downstream."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from worker.domain.errors import ArticleError
from worker.domain.outcome import DeadLettered, Dropped, Outcome, Published
from worker.messages.outputs import as_json, records
from worker.messages.schemas import validate_record
from worker.messages.topics import Topics

TOPICS = Topics(prefix="t.")


def test_one_article_record_then_its_events(published: Published) -> None:
    """Every record goes to its topic and keeps the schema of that topic."""
    made = records(published, topics=TOPICS)

    assert [record.topic for record in made] == ["t.articles.enriched", "t.events.coded"]
    for record in made:
        validate_record(record, topics=TOPICS)


def test_a_record_the_topic_would_refuse_is_an_article_error(published: Published) -> None:
    """Found here it is a dead letter; found by the broker it would stop the worker."""
    extra = {"page": "x" * TOPICS.enriched.max_message_bytes}
    huge = replace(published, article=replace(published.article, extra=extra))

    with pytest.raises(ArticleError, match=r"the record for t\.articles\.enriched has") as caught:
        records(huge, topics=TOPICS)
    assert caught.value.code == "encode/too_large"


def test_people_see_what_goes_over_the_wire(published: Published) -> None:
    """The command line and the topics share one code path."""
    article, event = (orjson.loads(r.value or b"") for r in records(published, topics=TOPICS))

    assert as_json(published) == {"outcome": "published", "article": article, "events": [event]}


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (
            Dropped("a-2", "too_short", "9 characters"),
            {"outcome": "dropped", "article": {"id": "a-2"}, "events": []}
            | {"reason": "too_short", "detail": "9 characters"},
        ),
        (
            Dropped("", "empty", "the value is empty"),
            {"outcome": "dropped", "article": None, "events": []}
            | {"reason": "empty", "detail": "the value is empty"},
        ),
        (
            DeadLettered("decode/not_json", "why"),
            {"outcome": "dead_lettered", "article": None, "events": []}
            | {"code": "decode/not_json", "message": "why"},
        ),
    ],
)
def test_other_outcomes_give_their_reason(outcome: Outcome, expected: dict[str, object]) -> None:
    """Every article gets a line, with the same three keys first."""
    assert as_json(outcome) == expected
