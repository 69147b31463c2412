"""The score: a ledger that adds up, and what its lines say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.actor import Actor
from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.score import Category, Keyword, Reason
from worker.domain.text import Span
from worker.stages.score import score

TITLE_END = 20
TEXT = "x" * 3000
ARTICLE = Article(id="a", text=TEXT, title_end=TITLE_END, sha256="", language="de")
BODY = 1000


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


def test_nothing_is_nothing() -> None:
    """An article without keywords and events scores 0 with an empty ledger."""
    result = score(ARTICLE, (), ())

    assert (result.value, result.threats, result.acts, result.ledger) == (0.0, 0.0, 0.0, ())


def test_a_keyword_is_worth_its_weight() -> None:
    """One line with the keyword's place, term, lemma and category."""
    word = keyword()
    (line,) = score(ARTICLE, (word,), ()).ledger

    assert (line.points, line.why, line.span, line.term, line.lemma, line.category, line.cue) == (
        8.0, "term", word.span, "Luftangriff", "Luftangriff", "war_escalation", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (0, [(8.0, "term"), (4.0, "headline")]),
        (TITLE_END + 10, [(8.0, "term"), (2.0, "headline")]),
        (BODY, [(8.0, "term")]),
    ],
)
def test_headline_and_lead_add(start: int, expected: list[tuple[float, Reason]]) -> None:
    """Half again in the title, a quarter in the first lines, nothing further down."""
    assert lines(keyword(start)) == expected


@pytest.mark.parametrize(
    ("why", "taken"),
    [("negated", -8.0), ("excluded", -8.0), ("historical", -7.2), ("conditional", -4.0)],
)
def test_a_cue_takes_its_share(why: Reason, taken: float) -> None:
    """The keyword's points stay visible; a second line with the cue takes them back."""
    cue = Span.of(TEXT, BODY - 10, BODY - 5)
    ledger = score(ARTICLE, (keyword(cue=cue, why=why),), ()).ledger

    assert [(line.points, line.why, line.cue) for line in ledger] == [
        (8.0, "term", None),
        (taken, why, cue),
    ]


def test_repetition_counts_less_each_time() -> None:
    """Each further keyword of a category gives seven tenths of the one before."""
    words = [keyword(BODY + 10 * i) for i in range(3)]

    assert lines(*words) == [
        (8.0, "term"),
        (8.0, "term"), (-2.4, "repeated"),
        (8.0, "term"), (-4.1, "repeated"),
    ]  # fmt: skip


def test_the_heaviest_of_a_category_counts_in_full() -> None:
    """Where a light word comes first in the text, it is the one that counts less."""
    light = keyword(BODY, weight=2.0, term="Kampf", lemma="Kampf")

    assert lines(light, keyword(BODY + 10)) == [
        (2.0, "term"),
        (-0.6, "repeated"),
        (8.0, "term"),
    ]


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


def test_history_takes_an_event_back_once() -> None:
    """Where the event is historical by its own modality, the keyword's cue adds nothing."""
    cue = Span.of(TEXT, BODY + 20, BODY + 25)
    past = keyword(cue=cue, why="historical")

    plain = [line.why for line in score(ARTICLE, (past,), (event(),)).ledger]
    told = [line.why for line in score(ARTICLE, (past,), (event(modality="historical"),)).ledger]

    assert plain == ["term", "historical", "event", "historical"]
    assert told == ["term", "historical", "event"]


@pytest.mark.parametrize(
    ("category", "threats", "acts"),
    [
        ("war_threat", 8.0, 0.0),
        ("nuclear_threat", 8.0, 0.0),
        ("war_begin", 0.0, 8.0),
        ("terror_act", 0.0, 8.0),
    ],
)
def test_threats_and_acts_are_kept_apart(category: Category, threats: float, acts: float) -> None:
    """Each category belongs to one family."""
    result = score(ARTICLE, (keyword(category=category),), ())

    assert (result.value, result.threats, result.acts) == (8.0, threats, acts)


def test_deescalation_takes_points_but_never_below_zero() -> None:
    """A truce alone is 0; the clamped line says what was left out."""
    truce = keyword(category="deescalation", weight=-1.0)

    assert lines(truce) == [(-1.0, "term"), (1.0, "clamped")]
    assert score(ARTICLE, (truce, keyword(BODY + 10)), ()).value == 7.0


def test_a_hundred_is_the_end() -> None:
    """However much an article holds, the ledger closes at 100."""
    kinds: tuple[Category, ...] = ("war_threat", "nuclear_threat", "terror_act", "war_begin")
    words = [keyword(BODY + i, category=kinds[i % 4], weight=10.0) for i in range(100)]
    result = score(ARTICLE, tuple(words), ())

    assert (result.value, result.ledger[-1].why) == (100.0, "clamped")


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
