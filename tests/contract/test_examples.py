"""The worked examples: valid, honest about their offsets, and consistent with one another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from worker.domain.actor import Actor
from worker.domain.ids import event_id
from worker.domain.text import Span
from worker.messages.raw import decode
from worker.messages.schemas import validate

Document = dict[str, Any]
Examples = Callable[[str], dict[str, Document]]
Places = Callable[[Document], list[Document]]


def span(part: Document) -> Span:
    """The place a part of a record stands for."""
    return Span(part["start"], part["end"], part["surface"])


def actor(part: Document) -> Actor:
    """An actor of an event record as far as ids and dyads need it."""
    return Actor(span(part), part["code"], part["sector"])


def side(actors: tuple[Actor, ...]) -> str:
    """One side of a dyad."""
    return "+".join(sorted(who.code for who in actors if who.code)) or "---"


def test_every_example_is_valid(topic: str, example: Document) -> None:
    """What is shown to others keeps our own rules."""
    validate(topic, orjson.dumps(example))


@pytest.mark.parametrize(
    "name", ["articles.raw", "articles.enriched", "events.coded", "articles.dead"]
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_topic_has_examples_in_both_languages(
    name: str, language: str, examples: Examples
) -> None:
    """At least two a topic."""
    assert [path for path in examples(name) if path.endswith(f".{language}.json")]


def test_raw_examples_are_read(examples: Examples) -> None:
    """The codec takes them, and loses no field nobody knows."""
    articles = [decode(orjson.dumps(example)) for example in examples("articles.raw").values()]

    assert {name for article in articles for name in article.extra} == {"section", "wire"}


def test_surfaces_stand_where_they_say(articles: dict[str, Document], places: Places) -> None:
    """``text[start:end] == surface`` for every place of an enriched article."""
    for article in articles.values():
        assert len(places(article)) > 10
        for place in places(article):
            assert article["text"][place["start"] : place["end"]] == place["surface"]
        assert hashlib.sha256(article["text"].encode()).hexdigest() == article["sha256"]


def test_evidence_of_events_stands_in_the_article(
    articles: dict[str, Document], events: dict[str, Document], places: Places
) -> None:
    """The same for every place of an event, in the text with the digest it names."""
    for event in events.values():
        article = articles[event["article_id"]]
        assert event["article_sha256"] == article["sha256"]
        assert event["id"] in article["events"]
        for place in places(event):
            assert article["text"][place["start"] : place["end"]] == place["surface"]


def test_every_event_of_an_article_is_shown(
    articles: dict[str, Document], events: dict[str, Document]
) -> None:
    """An id in an enriched example leads to an example of events.coded."""
    named = [event for article in articles.values() for event in article["events"]]

    assert sorted(named) == sorted(events)


def test_scores_are_the_sum_of_their_ledger(articles: dict[str, Document]) -> None:
    """The reader can add it up."""
    for article in articles.values():
        points = [line["points"] for line in article["score"]["ledger"]]
        assert points
        assert article["score"]["value"] == sum(points)


def test_what_is_taken_back_stood_in_the_version_that_was_replaced(
    examples: Examples, articles: dict[str, Document], events: dict[str, Document]
) -> None:
    """Under the key of the event; the new version of the article may say it again."""
    (taken,) = [one for one in examples("events.coded").values() if one["status"] == "retracted"]
    article, again = articles[taken["article_id"]], events[taken["id"]]

    assert taken["article_sha256"] == article["supersedes"]["sha256"] != article["sha256"]
    assert taken["superseded_by"] == {"sha256": article["sha256"]}
    assert [taken[field] for field in ("dyad", "type")] == [again["dyad"], again["type"]]


def test_event_ids_and_dyads_are_derived(events: dict[str, Document]) -> None:
    """Nobody made them up: the domain gives the same."""
    for event in events.values():
        sources = tuple(actor(part) for part in event["sources"])
        targets = tuple(actor(part) for part in event["targets"])
        trigger = span(event["trigger"])
        expected = event_id(event["article_id"], event["type"], trigger, sources, targets)
        assert event["id"] == expected
        assert event["dyad"] == f"{side(sources)}-{side(targets)}"
