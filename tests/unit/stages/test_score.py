"""The score: a ledger that adds up, and what its lines say."""

from __future__ import annotations

import pytest

from tests.support.scoring import ARTICLE, BODY, TEXT, TITLE_END, keyword, lines
from worker.domain.score import Category, Reason
from worker.domain.text import Span
from worker.stages.score import score


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
        (TITLE_END + 1500, [(8.0, "term"), (-2.4, "late")]),
    ],
)
def test_the_place_counts(start: int, expected: list[tuple[float, Reason]]) -> None:
    """Half again in the title, a quarter in the first lines; what stands far down counts less."""
    assert lines(keyword(start)) == expected


@pytest.mark.parametrize(
    ("why", "taken"),
    [("negated", -8.0), ("excluded", -8.0), ("historical", -8.0), ("conditional", -4.0)],
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
