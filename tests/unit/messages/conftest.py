"""A small published article with one event, built by hand."""

from __future__ import annotations

import hashlib

import pytest

from worker.domain.actor import Actor, Entity, Link
from worker.domain.article import Article
from worker.domain.event import Cue, Event
from worker.domain.ids import event_id
from worker.domain.outcome import Analysis, Published, Versions
from worker.domain.score import Keyword, LedgerLine, Score
from worker.domain.text import Span

TEXT = "Lage\n\nRussland droht der Nato nicht."


def cut(surface: str) -> Span:
    """The first place of ``surface`` in the text."""
    start = TEXT.index(surface)
    return Span.of(TEXT, start, start + len(surface))


@pytest.fixture
def article() -> Article:
    """Title and one sentence, published at a time that can be written to ``ce_time``."""
    return Article(
        id="a-1",
        text=TEXT,
        title_end=4,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        language="de",
        published_at="2022-06-29T18:04:00+02:00",
        extra={"section": "Politik"},
    )


@pytest.fixture
def event() -> Event:
    """A denied threat of Russia against NATO: no speaker, date or place, and why."""
    source = Actor(cut("Russland"), "RUS", "GOV", "Q159", "Russia")
    target = Actor(cut("Nato"), "NATO", "IGO", "Q7184", "NATO")
    return Event(
        id=event_id("a-1", "THREATEN", cut("droht"), (source,), (target,)),
        type="THREATEN",
        resolved_type="AGREE",
        mode=None,
        quad_class=3,
        cameo_root="13",
        goldstein=-6.0,
        plover_score=-3.5,
        modality="negated",
        modality_cue=Cue(cut("nicht"), "negation"),
        trigger=cut("droht"),
        lemma="drohen",
        sentence=cut("Russland droht der Nato nicht."),
        sources=(source,),
        targets=(target,),
        kahn=(3, 4),
        missing={
            "place": "not_mentioned",
            "speaker": "unattributed",
            "date": "no_time_expression",
        },
    )


@pytest.fixture
def published(article: Article, event: Event) -> Published:
    """The article with one linked entity, one unlinked, a keyword that a negation takes out."""
    nato = Link("NATO", "Q7184", "NATO", "IGO")
    keyword = Keyword(cut("droht"), "drohen", "drohen", "war_threat", 6.0, cut("nicht"), "negated")
    entities = (
        Entity(cut("Russland"), "LOC", None, "ambiguous"),
        Entity(cut("Nato"), "ORG", nato),
    )
    ledger = (
        LedgerLine(6.0, "term", keyword.span, "drohen", "drohen", "war_threat"),
        LedgerLine(-6.0, "negated", keyword.span, "drohen", "drohen", "war_threat", cut("nicht")),
    )
    return Published(
        article=article,
        analysis=Analysis((event.sentence,), entities, (keyword,), (event,)),
        score=Score(0.0, 0.0, 0.0, ledger),
        versions=Versions("0.1.0", "abc", "de-1"),
    )
