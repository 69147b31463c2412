"""The signature of an analyzed article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.messages.conftest import article, event, published
from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.outcome import Published
from worker.domain.signature import Subject
from worker.languages.subjects import subjects
from worker.stages.signatures import sign

__all__ = ["article", "event", "published"]


def printed(published: Published, **fields: Any) -> Published:
    """The article with other fields."""
    return replace(published, article=replace(published.article, **fields))


def test_it_carries_what_the_stories_stage_needs(published: Published) -> None:
    """The title apart from the text, the time in seconds, the score, the events."""
    signature = sign(published)

    assert (signature.article_id, signature.title, signature.language) == ("a-1", "Lage", "de")
    assert signature.published == 1656518640
    assert [(one.type, one.resolved_type, one.modality) for one in signature.events] == [
        ("THREATEN", "AGREE", "negated")
    ]


def test_an_event_shows_its_sentence(published: Published) -> None:
    """As evidence: ``text[start:end] == surface``."""
    evidence = sign(published).events[0].evidence
    text = published.article.text

    assert text[evidence.start : evidence.end] == evidence.surface


@pytest.mark.parametrize(
    ("sources", "targets", "expected"),
    [
        (("RUS",), ("USA",), {"RUS-USA", "RUS", "USA"}),
        (("USA",), ("RUS",), {"RUS-USA", "RUS", "USA"}),
        (("RUS",), ("NATO", "USA"), {"NATO-RUS", "RUS-USA", "NATO", "RUS", "USA"}),
        (("TUR",), ("TUR",), {"TUR"}),
        ((), ("IRN",), {"IRN"}),
        (("HAM",), ("ISR",), {"HAM-ISR", "ISR"}),
    ],
)
def test_subjects_are_pairs_and_their_members(
    sources: tuple[str, ...], targets: tuple[str, ...], expected: set[str]
) -> None:
    """Whoever strikes first: a dyad has one name; an armed group has no index of its own."""
    assert {subject.name for subject in subjects(sources, targets)} == expected


def test_kinds_of_subjects() -> None:
    """A body of several countries is an alliance."""
    assert subjects(("RUS",), ("NATO",)) == (
        Subject("NATO", "alliance"),
        Subject("NATO-RUS", "dyad"),
        Subject("RUS", "country"),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"outlet": "morgenblatt.example"}, ("morgenblatt.example", "morgenblatt.example")),
        ({"url": "https://kurier.example/1"}, ("kurier.example", "kurier.example")),
        ({"url": "https://[::1/"}, (None, "unknown")),
        ({}, (None, "unknown")),
        ({"text": "Lage\n\nPrag (dpa) - Es ist ruhig.", "outlet": "x"}, ("x", "dpa")),
    ],
)
def test_the_origin_is_the_agency_or_the_outlet(
    fields: dict[str, str], expected: tuple[str | None, str], published: Published
) -> None:
    """Outlets that print one agency are one voice."""
    signature = sign(
        replace(printed(published, **fields), analysis=replace(published.analysis, events=()))
    )

    assert (signature.outlet, signature.origin) == expected


@pytest.mark.parametrize("time", [None, "gestern", "2022-06-29", "2022-06-29T18:04:00"])
def test_a_time_without_zone_is_none(time: str | None, published: Published) -> None:
    """It would be another moment elsewhere."""
    assert sign(printed(published, published_at=time)).published is None


def test_nothing_is_published_before_it_came_in(
    article: Article, event: Event, published: Published
) -> None:
    """A date in the future would make all that comes after it late."""
    signature = replace(sign(published), received=1_000)

    assert (signature.time, replace(signature, received=None).time) == (1_000, 1656518640)
