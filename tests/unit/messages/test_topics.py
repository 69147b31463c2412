"""The topics table."""

from __future__ import annotations

import pytest

from worker.messages.topics import LARGEST_RECORD_BYTES, Topics


def test_names_carry_the_prefix() -> None:
    """A prefix makes room for several installations on one cluster."""
    names = [topic.name for topic in Topics(prefix="test.")]

    assert names == [
        "test.articles.raw",
        "test.articles.enriched",
        "test.events.coded",
        "test.articles.dead",
        "test.articles.retried",
        "test.articles.changelog",
        "test.articles.signatures",
        "test.stories",
        "test.stories.changelog",
        "test.index.observations",
        "test.escalation.index",
        "test.index.changelog",
        "test.escalation.alerts",
    ]


@pytest.mark.parametrize("name", ["test.events.coded", "events.coded"])
def test_a_topic_is_found_by_either_name(name: str) -> None:
    """People type the short name, records carry the long one."""
    topics = Topics(prefix="test.")

    assert topics.find(name) == topics.events


def test_an_unknown_topic_names_the_known_ones() -> None:
    """The message says what could have been meant."""
    with pytest.raises(KeyError, match=r"no topic 'story'; there are articles\.raw, "):
        Topics().find("story")


def test_settings_are_kafkas_own() -> None:
    """The config goes to CreateTopics as it is: strings under Kafka's names."""
    assert Topics().raw.config == {
        "cleanup.policy": "delete",
        "retention.ms": "604800000",
        "max.message.bytes": "8388608",
    }


def test_a_dead_letter_has_room_for_the_largest_article() -> None:
    """What fits into articles.raw fits into articles.dead with the errors beside it."""
    topics = Topics()

    assert topics.dead.max_message_bytes > topics.raw.max_message_bytes
    assert max(topic.max_message_bytes for topic in topics) == LARGEST_RECORD_BYTES
