"""Levels and directions of English news, by the whole worker: forty paragraphs and their labels."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import orjson

from worker.domain.outcome import Published
from worker.domain.score import Score
from worker.languages.tables import Row, rows
from worker.nlp.analyzer import Analyzer
from worker.stages.coder import Coder

_TABLE = Path(__file__).with_name("levels_en.tsv")


@cache
def scored() -> tuple[tuple[Row, Score], ...]:
    """Every paragraph with its score."""
    texts = list(rows(_TABLE, columns=("level", "direction", "text")))
    values = [orjson.dumps({"text": row.text("text"), "language": "en"}) for row in texts]
    outcomes = Coder(Analyzer(("en",))).code(values)
    scores = [outcome.score for outcome in outcomes if isinstance(outcome, Published)]
    return tuple(zip(texts, scores, strict=True))


def share(holds: Callable[[int, Score, Row], bool]) -> float:
    """Of how many paragraphs something holds, given their level."""
    found = [holds(int(row.text("level")), score, row) for row, score in scored()]
    return sum(found) / len(found)


def test_levels_are_hit_or_missed_by_one() -> None:
    """Within one for 95 of 100, exactly for four of five."""
    assert share(lambda level, score, _: abs(score.level - level) <= 1) >= 0.95
    assert share(lambda level, score, _: score.level == level) >= 0.8


def test_nothing_is_heard_where_there_is_no_conflict() -> None:
    """Sport, culture, business, web, weather, crime and a minister who plants a tree."""
    calm = [score.value for row, score in scored() if row.text("level") == "0"]

    assert len(calm) == 10
    assert max(calm) < 5


def test_directions() -> None:
    """Three of four paragraphs move where their label says."""
    assert share(lambda _, score, row: score.direction == row.text("direction")) >= 0.75


def test_force_scores_above_tension() -> None:
    """Every report of force is worth more than any quarrel or talk."""
    quarrels = [score.value for row, score in scored() if int(row.text("level")) <= 1]
    force = [score.value for row, score in scored() if int(row.text("level")) >= 3]

    assert max(quarrels) < min(force)
