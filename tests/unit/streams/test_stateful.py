"""The stages with state as lanes run them: bytes in, outputs and changes of the state out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import orjson
import pytest

from tests.support.crisis import Crisis
from tests.support.undisturbed import encoded
from worker.domain.outcome import Published
from worker.languages.rules import rules
from worker.messages.record import Record, SourceRecord
from worker.messages.schemas import validate_record
from worker.messages.topics import Topics
from worker.stages.corrections import Corrections
from worker.stages.index import Index
from worker.stages.stories.stage import Stories
from worker.streams.processed import Processed, processed
from worker.streams.stateful import CorrectionsStage, IndexStage, Steps, StoriesStage

TOPICS = Topics("t.")
ARTICLES = encoded(Crisis(3, flood=2, other=0).articles(), TOPICS)


def stages() -> tuple[Steps, Steps]:
    """Both, fresh; the index is partition 3 of four."""
    stories = StoriesStage(Stories(), topics=TOPICS, partitions=4)
    return stories, IndexStage(Index(rules()), topics=TOPICS, partition=3)


def taken(stage: Steps, records: list[Record]) -> list[Record]:
    """What a stage makes of records."""
    return [
        made
        for offset, one in enumerate(records)
        for made in stage.step(
            SourceRecord(one.topic, 0, offset, 0, one.key, one.value, one.headers)
        ).records
    ]


def test_all_that_comes_out_keeps_its_schema() -> None:
    """Every topic that the stages write is written, and valid."""
    stories, index = stages()
    first = taken(stories, ARTICLES)
    heard = [
        one for one in first if one.topic == TOPICS.observations.name and one.partition in (None, 3)
    ]
    made = first + taken(index, heard)
    for record in made:
        validate_record(record, topics=TOPICS)

    assert {record.topic for record in made} == {
        topic.name
        for topic in (
            TOPICS.stories, TOPICS.stories_changelog, TOPICS.observations, TOPICS.index,
            TOPICS.index_changelog, TOPICS.alerts,
        )
    }  # fmt: skip


def test_every_partition_learns_the_time() -> None:
    """A tick goes to all of them, anything else where its key leads."""
    stories, _ = stages()
    ticks = Counter(
        record.partition for record in taken(stories, ARTICLES[:20]) if record.key == b"~tick"
    )

    assert len(set(ticks.values())) == 1
    assert set(ticks) == {0, 1, 2, 3}


def test_the_state_of_a_partition_goes_to_its_own_changelog() -> None:
    """Whoever is given the partition restores it from there."""
    _, index = stages()
    stories, _ = stages()
    heard = [one for one in taken(stories, ARTICLES[:20]) if one.topic == TOPICS.observations.name]
    changes = [one for one in taken(index, heard) if one.topic == TOPICS.index_changelog.name]

    assert {record.partition for record in changes} == {3}


@pytest.mark.parametrize("stage", stages(), ids=["stories", "index"])
def test_what_nobody_can_read_is_a_dead_letter(stage: Steps) -> None:
    """It stops no partition."""
    result = stage.step(SourceRecord("t.any", 0, 7, 0, b"key", b"{", ()))

    assert (result.disposition, result.reason) == ("dead_lettered", "decode/schema")


def test_a_correction_goes_out_with_the_article(published: Published) -> None:
    """The article names what it replaces; what is taken back comes before what is told."""
    stage = CorrectionsStage(Corrections(), topics=TOPICS, partition=2)
    source = SourceRecord(TOPICS.raw.name, 2, 7, 7_200_000, b"a-1", b"{}")
    corrected = replace(published, article=replace(published.article, sha256="0" * 64))
    first = stage.amend(source, processed(published, topics=TOPICS))
    second = stage.amend(source, processed(corrected, topics=TOPICS))
    for record in (*first.records, *second.records):
        validate_record(record, topics=TOPICS)
    article, taken_back, event, _, state = second.records

    assert orjson.loads(article.value or b"")["supersedes"] == {"sha256": published.article.sha256}
    assert [one.topic for one in first.records if one.topic == taken_back.topic] == [event.topic]
    assert (taken_back.key, dict(taken_back.headers)["ce_type"]) == (
        event.key,
        b"escalation.event.retracted.v1",
    )
    assert (state.topic, state.partition) == (TOPICS.changelog.name, 2)
    assert second.counts[-2:] == (("corrections", "event"), ("corrections", "article"))


def test_what_is_not_published_corrects_nothing() -> None:
    """The version before stays what is known of the article."""
    stage = CorrectionsStage(Corrections(), topics=TOPICS, partition=2)
    dropped = Processed("dropped", "too_short", "", "a-1")

    assert stage.amend(SourceRecord(TOPICS.raw.name, 2, 7, 0, b"a-1", b"{}"), dropped) is dropped
