"""Coders of both languages, loaded once, and the short notation in which tables state events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import pytest
from spacy.language import Language

from worker.domain.actor import Actor
from worker.domain.article import Article
from worker.domain.event import Event
from worker.nlp import pipelines
from worker.nlp.documents import document

Code = Callable[[str], tuple[Event, ...]]

PUBLISHED = "2024-09-12T16:05:00+02:00"  # a Thursday


@cache
def pipeline(language: str) -> Language:
    """The shipped pipeline of a language."""
    return pipelines.load(language)


def code(
    text: str, *, language: str, published_at: str | None = PUBLISHED, title_end: int = 0
) -> tuple[Event, ...]:
    """The events of a text that was published on Thursday, 12 September 2024."""
    nlp = pipeline(language)
    events: tuple[Event, ...] = nlp(
        document(nlp, _article(text, language, published_at, title_end))
    )._.events
    return events


def _article(text: str, language: str, published_at: str | None, title_end: int = 0) -> Article:
    return Article("a", text, title_end, "", language, published_at=published_at)


def briefs(texts: Sequence[str], *, language: str) -> list[str]:
    """All events of each text in the notation of the tables, "none" where there are none."""
    found = code_all(texts, language=language)
    return [" ; ".join(map(brief, events)) or "none" for events in found]


def code_all(texts: Iterable[str], *, language: str) -> list[tuple[Event, ...]]:
    """The events of each of many texts, read in one go."""
    nlp = pipeline(language)
    docs = (document(nlp, _article(text, language, PUBLISHED)) for text in texts)
    return [doc._.events for doc in nlp.pipe(docs)]


def brief(event: Event) -> str:
    """An event in the notation of the tables: "ASSAULT RUS>UKR reported @UKR"."""
    sides = f"{_codes(event.sources)}>{_codes(event.targets)}"
    said = "" if event.speaker is None else f" @{event.speaker.actor.code or '---'}"
    return f"{event.type} {sides} {event.modality}{said}"


def _codes(actors: Iterable[Actor]) -> str:
    return "+".join(dict.fromkeys(actor.code for actor in actors if actor.code)) or "---"


@pytest.fixture(scope="session")
def german() -> Code:
    """The events of a German text."""
    return lambda text: code(text, language="de")


@pytest.fixture(scope="session")
def english() -> Code:
    """The events of an English text."""
    return lambda text: code(text, language="en")
