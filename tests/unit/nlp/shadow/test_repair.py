"""An article analyzed by its shadow: what is found stands in the article as it was printed."""

from __future__ import annotations

import pytest

from worker.domain.article import Article
from worker.domain.ids import event_id
from worker.domain.outcome import Analysis
from worker.nlp.analyzer import Analyzer
from worker.nlp.shadow.repair import shadow

TEXT = "RUSSLAND DROHT\n\nRussland drohte der Ukraine mit einem Raketen-\nangriff und Vergeltung."
PLAIN = "Vergeltung\n\nRussland drohte der Ukraine mit einem Raketenangriff."


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    """The real one."""
    return Analyzer(("de",))


def analyzed(analyzer: Analyzer, text: str) -> Analysis:
    """The analysis of a text whose first line is its title."""
    (found,) = analyzer.analyze([Article("a", text, text.index("\n"), "", "de")])
    return found


def test_a_well_printed_article_is_its_own_shadow() -> None:
    """Nothing is copied, nothing moved."""
    article = Article("a", PLAIN, 10, "", "de")

    assert shadow(article, known=lambda _: True).article is article


def test_the_title_ends_where_it_did() -> None:
    """Edits before its end shorten it."""
    article = Article("a", "Luft-\nangriff\n\nText.", 13, "", "de")
    found = shadow(article, known=lambda _: False).article

    assert found.text[: found.title_end] == "Luftangriff"


def test_evidence_stands_in_the_printed_text(analyzer: Analyzer) -> None:
    """Keywords, entities, sentences, events: the surface is what is there, line ends included."""
    text = TEXT.replace("RUSSLAND DROHT", "RUSSLAND DROHT DER UKRAINE")
    found = analyzed(analyzer, text)
    spans = [
        *found.sentences,
        *(keyword.span for keyword in found.keywords),
        *(entity.span for entity in found.entities),
        *(event.trigger for event in found.events),
    ]

    assert "Raketen-\nangriff" in [keyword.span.surface for keyword in found.keywords]
    assert [text[span.start : span.end] for span in spans] == [span.surface for span in spans]


def test_events_are_named_by_the_printed_places(analyzer: Analyzer) -> None:
    """Whoever has the record can derive the id again."""
    found = analyzed(analyzer, TEXT)

    assert found.events
    assert [event.id for event in found.events] == [
        event_id("a", event.type, event.trigger, event.sources, event.targets)
        for event in found.events
    ]
