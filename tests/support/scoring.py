"""An article, keywords and events for the tests of the score, built by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from worker.domain.actor import Actor
from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.score import Keyword, Reason
from worker.domain.text import Span
from worker.stages.score import score

TITLE_END = 20
TEXT = "x" * 3000
ARTICLE = Article(id="a", text=TEXT, title_end=TITLE_END, sha256="", language="de")
BODY = 600


USA = Actor(span=Span.of(TEXT, BODY, BODY + 5), code="USA", sector="GOV")


def keyword(start: int = BODY, **changes: Any) -> Keyword:
    """An air strike of 8 points in the body, unless ``changes`` say otherwise."""
    word = Keyword(
        span=Span.of(TEXT, start, start + 5),
        term="Luftangriff",
        lemma="Luftangriff",
        category="war_escalation",
        weight=8.0,
    )
    return replace(word, **changes)


def event(start: int = BODY, **changes: Any) -> Event:
    """An asserted assault by Russia, unless ``changes`` say otherwise."""
    span = Span.of(TEXT, start, start + 5)
    assault = Event(
        id=f"e{start}",
        type="ASSAULT",
        resolved_type="ASSAULT",
        mode=None,
        quad_class=4,
        cameo_root="19",
        goldstein=-10,
        plover_score=-9,
        modality="asserted",
        trigger=span,
        lemma="angreifen",
        sentence=span,
        sources=(Actor(span=span, code="RUS", sector="GOV"),),
    )
    return replace(assault, **changes)


def lines(*keywords: Keyword, events: tuple[Event, ...] = ()) -> list[tuple[float, Reason]]:
    """Points and reason of every ledger line."""
    return [(line.points, line.why) for line in score(ARTICLE, keywords, events).ledger]
