"""What coded events do to the score, and that its ledger adds up whatever there is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.scoring import ARTICLE, BODY, TEXT, USA, event, keyword, lines
from worker.domain.actor import Actor
from worker.domain.event import Event
from worker.domain.gate import ArticleDomain, DomainEvidence
from worker.domain.score import Keyword
from worker.domain.text import Span
from worker.stages.score import score


def test_nothing_is_nothing() -> None:
    """An article without keywords and events scores 0 with an empty ledger."""
    result = score(ARTICLE, (), ())

    assert (result.value, result.threats, result.acts, result.ledger) == (0.0, 0.0, 0.0, ())


def test_an_event_weighs_more_than_its_word() -> None:
    """An air strike that is coded as an assault adds more than the strongest keyword does."""
    word = score(ARTICLE, (keyword(),), ()).value

    assert score(ARTICLE, (keyword(),), (event(),)).value > 2 * word


def test_an_event_without_keywords_weighs_less() -> None:
    """Ministers "fight" in other news, too: where no keyword of the sentence counts, most is left out."""
    ((alone, _),) = lines(events=(event(),))
    (_, (supported, _)) = lines(keyword(), events=(event(),))

    assert 0 < alone < supported


@pytest.mark.parametrize(
    ("targets", "value"), [((USA,), 1.0), ((), 0.0), ((replace(USA, code="RUS"),), 0.0)]
)
def test_words_without_keywords_count_between_countries(
    targets: tuple[Actor, ...], value: float
) -> None:
    """Moscow accuses Washington: tension. One minister accuses the other: party politics."""
    accusation = event(type="ACCUSE", resolved_type="ACCUSE", targets=targets)

    assert score(ARTICLE, (), (accusation,)).value == value


@pytest.mark.parametrize(
    "changes",
    [
        {"modality": "negated"},
        {"modality": "historical"},
        {"modality": "conditional"},
        {"sources": ()},
        {"resolved_type": "THREATEN", "modality": "future", "targets": (USA,)},
    ],
)
def test_an_event_that_is_less_certain_weighs_less(changes: dict[str, Any]) -> None:
    """Denied, past, conditional, announced or without a known actor."""
    plain = score(ARTICLE, (), (event(),)).value

    assert 0 < score(ARTICLE, (), (event(**changes),)).value < plain


def test_an_event_that_comes_to_nothing_weighs_nothing() -> None:
    """Where modality leaves no type, the line says so with 0 points."""
    assert lines(events=(event(resolved_type=None),)) == [(0.0, "event")]


@pytest.mark.parametrize("start", [BODY, BODY + 2])
def test_an_event_on_an_excluded_word_is_taken_back(start: int) -> None:
    """The attack of a forward is no assault, whatever the coder says."""
    cue = Span.of(TEXT, BODY + 20, BODY + 25)
    result = score(ARTICLE, (keyword(start, cue=cue, why="excluded"),), (event(),))

    assert (result.value, {line.why for line in result.ledger}) == (
        0.0,
        {"term", "excluded", "event"},
    )


def test_an_article_about_no_conflict_takes_its_events_back() -> None:
    """The gate's heaviest word is the cue of a line of its own."""
    cue = Span.of(TEXT, BODY + 20, BODY + 25)
    sport = ArticleDomain(
        "sport", None, evidence=(DomainEvidence(cue, "goal", 1, 9),), cancels=True
    )
    ledger = score(ARTICLE, (), (event(),), domain=sport).ledger

    assert [(line.points, line.why, line.cue) for line in ledger] == [
        (5.6, "event", None),
        (-5.6, "domain", cue),
    ]


def test_history_takes_an_event_back_once() -> None:
    """Where the event is historical by its own modality, the keyword's cue adds nothing."""
    cue = Span.of(TEXT, BODY + 20, BODY + 25)
    past = keyword(cue=cue, why="historical")

    plain = [line.why for line in score(ARTICLE, (past,), (event(),)).ledger]
    told = [line.why for line in score(ARTICLE, (past,), (event(modality="historical"),)).ledger]

    assert plain == ["term", "historical", "event", "historical"]
    assert told == ["term", "historical", "event"]


@given(
    st.lists(
        st.builds(
            keyword,
            start=st.integers(0, 2900),
            weight=st.floats(-10, 10),
            category=st.sampled_from(["war_threat", "terror_act", "deescalation"]),
            why=st.sampled_from([None, "negated", "conditional", "historical", "excluded"]),
        ),
        max_size=30,
    ),
    st.lists(
        st.builds(
            event,
            start=st.integers(0, 2900),
            resolved_type=st.sampled_from([None, "ASSAULT", "THREATEN", "RETREAT"]),
        ),
        max_size=10,
    ),
)
def test_the_ledger_always_adds_up(words: list[Keyword], events: list[Event]) -> None:
    """The value is the sum of the lines, from 0 to 100, each in tenths."""
    result = score(ARTICLE, tuple(words), tuple(events))

    assert 0 <= result.value <= 100
    assert result.value == round(sum(line.points for line in result.ledger), 1)
    assert all(line.points == round(line.points, 1) for line in result.ledger)
