"""The conflict set: what is read and what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.domain.score import Score
from worker.evaluation import conflict
from worker.evaluation.judgment import Judgment


def analyze(texts: Sequence[str]) -> list[Judgment]:
    """A worker that reads the score off the text."""
    return [Judgment(Score(float(text), 0, 0, ())) for text in texts]


def test_measures_of_the_set(tmp_path: Path) -> None:
    """Texts with 1 behind the tab are conflicts."""
    file = tmp_path / "conflict.tsv"
    file.write_text("90\t1\n0\t0\n50\t0\n", encoding="utf-8")

    found = conflict.evaluate(file, analyze)

    assert (found["items"], found["auc"], found["precision"], found["recall"]) == (3, 1.0, 0.5, 1.0)


def test_a_line_needs_its_label(tmp_path: Path) -> None:
    """A line without a tab is refused."""
    file = tmp_path / "conflict.tsv"
    file.write_text("no label\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"conflict\.tsv:1: expected a text, a tab and 0 or 1"):
        conflict.evaluate(file, analyze)
