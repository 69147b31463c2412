"""Level, direction and band of an article, from keywords and events built by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.scoring import ARTICLE, BODY, TITLE_END, USA, event, keyword
from worker.domain.event import Event
from worker.domain.score import Keyword, Score
from worker.stages.score import score

TRUCE: dict[str, Any] = {"type": "RETREAT", "resolved_type": "RETREAT", "mode": "ceasefire"}
THREAT: dict[str, Any] = {"type": "THREATEN", "resolved_type": "THREATEN", "targets": (USA,)}


def rated(*parts: Keyword | Event) -> Score:
    """The score of an article with these keywords and events."""
    words = tuple(part for part in parts if isinstance(part, Keyword))
    return score(ARTICLE, words, tuple(part for part in parts if isinstance(part, Event)))


def threat(start: int) -> Keyword:
    """A word of coercion."""
    return keyword(start, term="drohen", category="war_threat", weight=6.0, level=2)


def test_nothing_is_level_zero() -> None:
    """No evidence, no direction, no band."""
    found = rated()

    assert (found.level, found.direction, found.kahn, found.evidence) == (0, "none", None, None)


def test_a_hint_is_tension() -> None:
    """Words about a conflict alone say that there is one."""
    found = rated(keyword(5, category="war_threat", level=1))

    assert (found.level, found.kahn) == (1, (1, 3))


def test_a_quarrel_between_countries_is_tension() -> None:
    """One accuses the other in a report of one line; the same words at home are politics."""
    words: dict[str, Any] = {"type": "ACCUSE", "resolved_type": "ACCUSE"}

    assert rated(event(targets=(USA,), **words)).level == 1
    assert rated(event(**words)).level == 0


def test_threats_are_coercion() -> None:
    """However many threats an article reports, force has not been used."""
    places = [TITLE_END + 40 * i for i in range(4)]
    found = rated(*map(threat, places), *(event(place, **THREAT) for place in places))

    assert (found.level, found.direction) == (2, "escalating")


def test_an_attack_is_force_and_the_evidence() -> None:
    """The place that weighs most stands for the level."""
    found = rated(threat(BODY), keyword(5, level=3), event(5, kahn=(8, 12)))

    assert (found.level, found.kahn) == (3, (8, 12))
    assert found.evidence is not None
    assert found.evidence.start == 5


def test_words_of_war_make_it_one() -> None:
    """An offensive in the headline beside a coded assault."""
    found = rated(keyword(5, category="war_begin", level=4), event(5))

    assert (found.level, found.kahn) == (4, (10, 20))


def test_what_is_taken_back_raises_no_level() -> None:
    """A denied war beside an attack leaves the attack."""
    denied = keyword(BODY + 40, level=4, why="negated", cue=keyword(BODY + 60).span)

    assert rated(keyword(5, level=3), event(5), denied).level == 3


@pytest.mark.parametrize(
    ("relief", "direction"), [(0, "escalating"), (1, "mixed"), (20, "deescalating")]
)
def test_relief_turns_the_direction(relief: int, direction: str) -> None:
    """A truce beside a threat points both ways; a report full of relief points down."""
    truces = [
        keyword(BODY + 40 * i, category="deescalation", weight=-2.0, level=1)
        for i in range(1, relief + 1)
    ]
    found = rated(keyword(5, weight=8.0, level=3), *truces)

    assert found.direction == direction
