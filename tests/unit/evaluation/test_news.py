"""The measures of the news set."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from tests.support.judging import event
from worker.domain.score import Direction, Level, Score
from worker.evaluation import news
from worker.evaluation.judgment import Judgment


def analyze(texts: Sequence[str]) -> list[Judgment]:
    """A coder that reads the score off the text and sees Russia attack Ukraine where there is one."""
    return [_judgment(float(text)) for text in texts]


def _judgment(value: float) -> Judgment:
    level: Level = 3 if value >= 80 else 0
    direction: Direction = "escalating" if level else "none"
    events = (event("RUS", "ASSAULT", "UKR"),) if value else ()
    return Judgment(Score(value, 0, 0, (), level, direction), events)


def row(text: str, level: int, *dyads: list[str], **more: str) -> dict[str, Any]:
    """A line of the set."""
    return {"id": f"n{text}", "text": text, "level": level, "dyads": list(dyads), **more}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A war, a threat that is missed, a match taken for a war, and a quiet day."""
    rows = (
        row("90", 4, ["RUS", "ASSAULT", "UKR"], direction="escalating"),
        row("1", 2, ["RUS", "THREATEN", "UKR"], direction="escalating"),
        row("80", 0, topic="sport"),
        row("0", 0),
    )
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auc", 0.75),
        ("f1", 0.5),
        ("level_exact", 0.25),
        ("level_within_one", 0.5),
        ("direction_accuracy", 0.5),
        ("false_alarm_rate", 0.5),
        ("false_alarm_rate_calm_topics", 1.0),
        ("dyad_f1", 1 / 2),
        ("pair_f1", 1 / 2),
    ],
)
def test_measures_of_a_set(file: Path, name: str, value: float) -> None:
    """One hit, one miss, one false alarm; one dyad right, one too many, one missing."""
    assert news.evaluate(file, analyze)[name] == pytest.approx(value)


def test_every_measure_has_its_interval(file: Path) -> None:
    """From low to high with the measure between, the same at every run."""
    found, again = news.evaluate(file, analyze), news.evaluate(file, analyze)

    assert [found[f"{name}_ci"] for name in news.MEASURES] == [
        again[f"{name}_ci"] for name in news.MEASURES
    ]
    for name in news.MEASURES:
        low, high = found[f"{name}_ci"]
        assert low <= found[name] <= high


def test_levels_are_counted_against_each_other(file: Path) -> None:
    """Which level was given to the articles of each."""
    found = news.evaluate(file, analyze)

    assert found["levels"] == {"0": {"0": 1, "3": 1}, "2": {"0": 1}, "4": {"3": 1}}
    assert found["mean_score"] == {"0": 40.0, "2": 1.0, "4": 90.0}


def test_without_calm_topics_there_is_no_rate(tmp_path: Path) -> None:
    """Nothing to count is not a number, and its interval is empty."""
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row("90", 4)), encoding="utf-8")

    found = news.evaluate(path, analyze)

    assert isnan(found["false_alarm_rate_calm_topics"])
    assert found["false_alarm_rate_calm_topics_ci"] == (0.0, 0.0)


def test_predictions_are_in_the_words_of_the_set(file: Path) -> None:
    """One a line of the set, in its order."""
    noted: list[dict[str, Any]] = []
    news.evaluate(file, analyze, note=noted.append)

    assert [one["id"] for one in noted] == ["n90", "n1", "n80", "n0"]
    assert noted[0] == {
        "id": "n90",
        "score": 90.0,
        "level": 3,
        "direction": "escalating",
        "dyads": [("RUS", "ASSAULT", "UKR")],
    }
