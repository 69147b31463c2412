"""``diff``: two results of the seeds' kind, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from worker.cli.app import app

TEXT = "Russland droht der Nato mit einem Angriff auf Estland."


@pytest.fixture
def results(tmp_path: Path) -> tuple[Path, Path]:
    """One article coded for real, and the same result with another modality and score."""
    coded = CliRunner().invoke(app, ["code", "-"], input=json.dumps({"id": "a", "text": TEXT}))
    line = json.loads(coded.stdout)
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    before.write_text(json.dumps(line), "utf-8")
    line["events"][0]["modality"] = "denied"
    line["article"]["score"]["value"] = 1.0
    after.write_text(json.dumps(line), "utf-8")
    return before, after


@pytest.fixture
def run(results: tuple[Path, Path]) -> Callable[..., Any]:
    """The command over both results."""
    return lambda *options: CliRunner().invoke(app, ["diff", *map(str, results), *options])


def test_people_see_the_sentence_and_the_slot(run: Callable[..., Any]) -> None:
    """Article, shift, event, slot, and the counts at the end."""
    shown = run().stdout

    assert "  ~ RUS THREATEN → NATO (denied" in shown
    assert "modality: asserted → denied" in shown
    assert "articles 1, articles changed 1, events gained 0, events lost 0, events changed" in shown


def test_machines_get_both_events(run: Callable[..., Any]) -> None:
    """One document; the sentence stands beside the slots that changed."""
    (change,) = json.loads(run("--json").stdout)["changes"]
    (event,) = change["events"]

    assert (event["kind"], event["slots"], event["sentence"]) == ("changed", ["modality"], TEXT)
    assert (event["before"]["modality"], event["after"]["modality"]) == ("asserted", "denied")
    assert change["score"]["value"][1] == 1.0


def test_a_pipeline_may_fail_on_a_difference(run: Callable[..., Any]) -> None:
    """As with ``diff`` of files, when asked for."""
    assert (run().exit_code, run("--exit-code").exit_code) == (0, 1)


def test_equal_results_say_so(results: tuple[Path, Path]) -> None:
    """Nothing but zeros."""
    before = str(results[0])
    shown = CliRunner().invoke(app, ["diff", before, before, "--exit-code"])

    assert shown.exit_code == 0
    assert "articles changed 0" in shown.stdout
