"""The conflict set: what is read and what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from worker.domain.errors import DataError
from worker.domain.gate import ArticleDomain, Domain
from worker.domain.score import Score
from worker.evaluation import conflict
from worker.evaluation.judgment import Judgment

DOMAINS: dict[str, Domain] = {"p": "politics", "c": "conflict", "s": "sport"}


def analyze(texts: Sequence[str]) -> list[Judgment]:
    """A worker that reads the domain off a text's first letter and the score off the rest."""
    return [
        Judgment(
            Score(float(text[1:]), 0, 0, ()),
            domain=ArticleDomain(DOMAINS.get(text[0]), None if text[0] in DOMAINS else "mixed"),
        )
        for text in texts
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three conflicts, of which one scores high and one is about nothing known; two other texts."""
    path = tmp_path / "conflict.tsv"
    path.write_text("p1\t1\nc90\t1\n-2\t1\ns0\t0\np0\t0\n", encoding="utf-8")
    return path


def test_the_gate_predicts_and_the_score_stands_beside_it(file: Path) -> None:
    """Politics or conflict is predicted; a score over the threshold is another question."""
    found = conflict.evaluate(file, analyze)

    assert (found["items"], found["f1"]) == (5, pytest.approx(2 / 3))
    assert found["precision"] == found["recall"] == pytest.approx(2 / 3)
    assert (found["escalation"]["f1"], found["escalation"]["auc"]) == (0.5, 1.0)
    assert found["domains"] == {
        "conflict": {"politics": 1, "conflict": 1, "mixed": 1},
        "other": {"sport": 1, "politics": 1},
    }


def test_every_measure_has_its_interval(file: Path) -> None:
    """Which holds the measure itself."""
    found = conflict.evaluate(file, analyze)

    for name in ("f1", "precision", "recall"):
        low, high = found[f"{name}_ci"]
        assert low <= found[name] <= high


def test_predictions_name_the_domain(file: Path) -> None:
    """One a text, in order."""
    noted: list[dict[str, Any]] = []
    conflict.evaluate(file, analyze, note=noted.append)

    assert [(one["item"], one["conflict"], one["domain"]) for one in noted] == [
        (1, True, "politics"), (2, True, "conflict"), (3, False, None), (4, False, "sport"),
        (5, True, "politics"),
    ]  # fmt: skip


def test_a_line_needs_its_label(tmp_path: Path) -> None:
    """A line without a tab is refused."""
    file = tmp_path / "conflict.tsv"
    file.write_text("no label\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"conflict\.tsv:1: expected a text, a tab and 0 or 1"):
        conflict.evaluate(file, analyze)
