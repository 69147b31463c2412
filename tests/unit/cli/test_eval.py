"""``eval``: measures as JSON and as a table, predictions beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from worker.cli.app import app
from worker.cli.eval import rows

PEACE = "Der Bäcker im Dorf hat seit Montag neue Öffnungszeiten und backt Brot."
WAR = "Russland hat die Ukraine angegriffen und Städte mit Raketen beschossen."
ITEMS = (
    {"id": "a", "text": PEACE, "level": 0, "dyads": []},
    {"id": "b", "text": WAR, "level": 4, "dyads": [["RUS", "ASSAULT", "UKR"]]},
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A labeled set of two articles, one of them about a war."""
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, ITEMS)), encoding="utf-8")
    return file


def test_measures_and_predictions_of_a_news_set(news: Path) -> None:
    """One document of measures on stdout; one line an item in the file, in the words of the set."""
    found = news.with_name("found.jsonl")

    measured = CliRunner().invoke(
        app, ["eval", "news", str(news), "--json", "--predictions", str(found)]
    )

    measures = json.loads(measured.stdout)
    predictions = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    assert (measures["set"], measures["items"], measures["auc"]) == ("news", 2, 1.0)
    assert [(one["id"], one["direction"]) for one in predictions] == [
        ("a", "none"),
        ("b", "escalating"),
    ]
    assert ["RUS", "ASSAULT", "UKR"] in predictions[1]["dyads"]


def test_people_get_a_table(news: Path) -> None:
    """Every measure by its name."""
    shown = CliRunner().invoke(app, ["eval", "news", str(news)])

    assert "news: news.jsonl" in shown.stdout
    assert "false_alarm_rate" in shown.stdout


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    """File, line and what is expected there."""
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": 1}\n', encoding="utf-8")

    failed = CliRunner().invoke(app, ["eval", "news", str(file)])

    assert failed.exit_code == 1
    assert f"{file}:1: no news item" in failed.stderr


def test_nested_measures_are_named_by_their_way() -> None:
    """A table has no depth."""
    measures = {"f1": 0.5, "by_type": {"ASSAULT": {"f1": 1.0}}}

    assert list(rows(measures)) == [("f1", 0.5), ("by_type ASSAULT f1", 1.0)]
