"""The codecs of stories, observations, readings and alerts."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from tests.support.signed import START, happened, signed
from worker.domain.observation import Tick
from worker.domain.story import Story, StoryUpdate
from worker.messages import observations, stories
from worker.messages.record import Record, SourceRecord
from worker.messages.schemas import validate_record
from worker.messages.topics import Topics
from worker.stages.stories.stage import Stories, Told

TOPICS = Topics("t.")
ARTICLE = signed(
    "a-1",
    "Prag (dpa) - Tschechien hat drei russische Diplomaten ausgewiesen und den Botschafter einbestellt.",
    title="Diplomaten ausgewiesen",
    events=(happened("CZE", "SANCTION", "RUS"), happened("CZE", "SANCTION", "RUS")),
)


@pytest.fixture
def told() -> Told:
    """What one article leads to."""
    return Stories().step(ARTICLE)


@pytest.fixture
def story(told: Told) -> Story:
    """The story of one article."""
    assert told.update
    return told.update.story


def consumed(record: Record) -> SourceRecord:
    """The record as it is read."""
    return SourceRecord(record.topic, 0, 7, 0, record.key, record.value, record.headers)


def test_state_is_what_was_kept(story: Story) -> None:
    """With and without a first sketch of its own."""
    longer = replace(story, best=replace(ARTICLE, sketch=replace(ARTICLE.sketch, size=99)))

    assert stories.unpack(stories.pack(story)) == story
    assert stories.unpack(stories.pack(longer)) == longer


def test_a_story_for_readers(story: Story) -> None:
    """Valid, keyed by its id, each event once, times in UTC."""
    record = stories.encode(StoryUpdate(story, "new", "a-1"), topic=TOPICS.stories)
    validate_record(record, topics=TOPICS)
    shown = orjson.loads(record.value or b"")

    assert record.key == story.id.encode()
    assert (shown["first_seen"], shown["origins"]) == ("2024-01-01T00:00:00Z", ["dpa"])
    assert [event["dyad"] for event in shown["events"]] == ["CZE-RUS"]


def test_observations_come_back(told: Told) -> None:
    """Keyed by subject; the subjects of an event are derived from its sides."""
    for observation in told.observations:
        record = observations.encode(observation, topic=TOPICS.observations)
        validate_record(record, topics=TOPICS)

        assert record.key == observation.subject.name.encode()
        assert observations.decode(consumed(record)) == observation


def test_ticks_come_back() -> None:
    """With whoever is silent."""
    tick = Tick(START // 3600, ("a.example",), ("en",))
    record = observations.encode_tick(tick, topic=TOPICS.observations)
    validate_record(record, topics=TOPICS)

    assert observations.decode(consumed(record)) == tick


@pytest.mark.parametrize(
    "value", [None, b"{", b"[]", b"{}", b'{"kind": "story"}', b'{"kind": "tick"}']
)
def test_what_is_no_observation_is_told(value: bytes | None) -> None:
    """Whoever else wrote to the topic."""
    with pytest.raises(observations.NoObservation):
        observations.decode(SourceRecord("index.observations", 0, 7, 0, None, value))
