"""The scorecard: what is measured, how it reads, where it is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bench import cards, sets
from bench.scorecard import evaluate, fill, main, measured, table
from bench.sets import LabeledSet, Measure, Row

CALM = "Der Bäcker im Dorf hat seit Montag neue Öffnungszeiten und backt Brot."
WAR = "Russland hat die Ukraine angegriffen und Städte mit Raketen beschossen."
LABELED = LabeledSet(
    file="news.jsonl",
    set="news",
    language="de",
    title="Two articles",
    unit="articles",
    measures=(Measure("auc", "AUC", "chance 0.50"),),
)
ROW = Row("Two articles", "2 articles", "AUC", 1.0, None, "chance 0.50", "news.jsonl")


def test_a_set_is_measured_by_the_command(tmp_path: Path) -> None:
    """What ``escalation-worker eval`` prints becomes rows."""
    items = [
        {"id": "a", "text": CALM, "level": 0, "dyads": []},
        {"id": "b", "text": WAR, "level": 4, "dyads": [["RUS", "ASSAULT", "UKR"]]},
    ]
    file = tmp_path / LABELED.file
    file.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")

    assert list(measured(LABELED, evaluate(LABELED, file))) == [ROW]


def test_an_interval_is_shown_where_there_is_one() -> None:
    """Under its own key, or that of the measure with ``_interval`` behind it."""
    labeled = replace(
        LABELED, measures=(Measure("f1", "F1"), Measure("auc", "AUC", interval="ends"))
    )
    measures = {"items": 2, "f1": 0.5, "f1_interval": [0.4, 0.6], "auc": 0.7, "ends": [0.6, 0.8]}

    assert [row.interval for row in measured(labeled, measures)] == [(0.4, 0.6), (0.6, 0.8)]


def test_a_table_names_a_set_once() -> None:
    """The second row of a set leaves its first cells empty."""
    second = replace(ROW, measure="F1", value=0.5, interval=(0.4, 0.612), against="")

    assert table([ROW, second]).splitlines()[2:] == [
        "| Two articles | 2 articles | AUC | 1.000 | chance 0.50 |",
        "|  |  | F1 | 0.500 (0.40–0.61) | – |",
    ]


def test_only_what_is_between_the_comments_is_written_over(tmp_path: Path) -> None:
    """And a page without them stays as it is."""
    page = tmp_path / "README.md"
    page.write_text("a\n<!-- scorecard -->\nold\n<!-- /scorecard -->\nb\n", encoding="utf-8")

    assert fill(page, "new\n")
    assert page.read_text(encoding="utf-8") == (
        "a\n<!-- scorecard -->\nnew\n<!-- /scorecard -->\nb\n"
    )
    page.write_text("nothing to fill", encoding="utf-8")
    assert not fill(page, "new\n")


def test_missing_sets_are_named(tmp_path: Path) -> None:
    """Exit code 2, the folder and what it lacks; nothing is written."""
    app = typer.Typer()
    app.command()(main)

    failed = CliRunner().invoke(
        app, ["--shared", str(tmp_path), "--results", str(tmp_path / "out")]
    )

    assert failed.exit_code == 2
    assert "lacks events_de.jsonl, plover_de.jsonl" in failed.stderr
    assert not (tmp_path / "out").exists()


def test_the_table_of_sets_is_whole() -> None:
    """Each file once, and every measure has a name."""
    labeled = sets.read().set

    assert len({one.file for one in labeled}) == len(labeled) == 6
    assert all(measure.name for one in labeled for measure in one.measures)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# de\n\n| entities, F1 | PER | all |\n|---|---|---|\n| PUD | 73.7 | 69.0 |\n\n| x | 1 |\n",
            [("PUD (de)", 0.69)],
        ),
        ("# de\n", []),
    ],
)
def test_figures_of_entities_come_from_the_cards(
    tmp_path: Path, text: str, expected: list[tuple[str, float]]
) -> None:
    """The last column of their table, as a share."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "README.md").write_text(text, encoding="utf-8")

    assert [(row.set, row.value) for row in cards.rows(tmp_path)] == expected
