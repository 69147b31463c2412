"""Golden lines: what they show, and what leaves them as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from bench.golden import FILE, digest, line, lines, main

TEXT = "Russland droht der Nato mit einem Angriff auf Estland."


def _outcome(**article: Any) -> dict[str, Any]:
    score = {"value": 5.5, "level": 2}
    return {
        "outcome": "published",
        "article": {"id": "a", "score": score, "versions": {"code": "1"}} | article,
        "events": [],
    }


def test_a_line_shows_score_and_events() -> None:
    """Real articles through the real coder."""
    (coded,) = lines([json.dumps({"id": "a", "text": TEXT}).encode()])

    name, _, _, level, events = coded.split("\t")
    assert (name, level, events.partition(":")[2]) == ("a", "2", "RUS>NATO:THREATEN:asserted")


def test_a_dropped_article_has_a_line_too() -> None:
    """The number of lines is that of the articles."""
    (dropped,) = lines([json.dumps({"id": "a", "text": "Kurz."}).encode()])

    assert dropped.split("\t")[2:] == ["dropped", "-"]


def test_versions_are_no_change() -> None:
    """A release alone leaves every line as it is; a ledger that differs does not."""
    assert digest(_outcome()) == digest(_outcome(versions={"code": "2"}))
    assert line(_outcome(extra={"x": 1})) != line(_outcome())


def test_missing_articles_are_named(tmp_path: Path) -> None:
    """They are not part of the repository."""
    program = typer.Typer()
    program.command()(main)

    failed = CliRunner().invoke(program, ["--shared", str(tmp_path)])

    assert failed.exit_code == 2
    assert f"{tmp_path}/articles/wikinews_de.jsonl is missing" in failed.stderr


def test_the_recorded_lines_are_in_the_repository() -> None:
    """A head, then a line an article."""
    head, *articles = FILE.read_text("utf-8").splitlines()

    assert head.startswith("# article\tdigest")
    assert len({one.split("\t")[0] for one in articles}) == len(articles) == 850
