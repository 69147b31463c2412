"""What the real pipelines make of the seeds keeps the contract, down to every offset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from worker import resources
from worker.domain.outcome import Published
from worker.messages.outputs import records
from worker.messages.record import Record
from worker.messages.schemas import validate, validate_record
from worker.messages.topics import Topics
from worker.nlp.analyzer import Analyzer
from worker.stages.coder import Coder

Document = dict[str, Any]
TOPICS = Topics()


@pytest.fixture(scope="module")
def raw() -> list[bytes]:
    """The seeds that are JSON articles."""
    return [path.read_bytes() for path in sorted(resources.folder("seeds").glob("*.json"))]


@pytest.fixture(scope="module")
def published(raw: list[bytes]) -> list[tuple[Record, ...]]:
    """The records of every seed that is published, article first."""
    outcomes = Coder(Analyzer()).code(raw)
    found = [outcome for outcome in outcomes if isinstance(outcome, Published)]
    return [records(outcome, topics=TOPICS) for outcome in found]


def test_seeds_are_valid_raw_articles(raw: list[bytes]) -> None:
    """They are shown to newcomers as articles to send."""
    assert raw
    for value in raw:
        validate("articles.raw", value)


def test_every_record_keeps_its_schema(published: list[tuple[Record, ...]]) -> None:
    """Nobody is sent a field or a word that the schema does not know."""
    assert published
    for record in (record for made in published for record in made):
        validate_record(record, topics=TOPICS)


def test_every_surface_stands_in_the_text(
    published: list[tuple[Record, ...]], places: Callable[[Document], list[Document]]
) -> None:
    """``text[start:end] == surface``, in the article and in each of its events."""
    for made in published:
        documents = [orjson.loads(record.value or b"") for record in made]
        text = documents[0]["text"]
        for place in (place for document in documents for place in places(document)):
            assert text[place["start"] : place["end"]] == place["surface"]


def test_every_score_adds_up(published: list[tuple[Record, ...]]) -> None:
    """In tenths, so that no rounding excuses a difference."""
    for article, *_ in published:
        score = orjson.loads(article.value or b"")["score"]
        tenths = sum(round(line["points"] * 10) for line in score["ledger"])
        assert round(score["value"] * 10) == tenths


def test_every_event_is_sent_once(published: list[tuple[Record, ...]]) -> None:
    """The ids in the article are those of the event records, in their order."""
    for article, *events in published:
        ids = [orjson.loads(event.value or b"")["id"] for event in events]
        assert orjson.loads(article.value or b"")["events"] == ids
