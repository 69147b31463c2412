"""The weights of the score: what is read, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.languages import scoring, tables


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of score.toml to break; nothing read from it is remembered."""
    copy = tmp_path / "score.toml"
    shutil.copy(tables.path("score.toml"), copy)
    monkeypatch.setattr(tables, "folder", lambda _: tmp_path)
    monkeypatch.setattr(scoring, "weights", scoring.weights.__wrapped__)
    return copy


def test_the_shipped_weights_are_shares_and_points() -> None:
    """What takes away takes at most everything; what repeats gives at most as much again."""
    weights = scoring.weights()

    shares = [*weights.cancel.values(), *weights.repeat.values(), *weights.event.values()]
    assert all(0 <= share <= 1 for share in shares)
    assert weights.points["ASSAULT"] == max(weights.points.values())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("lead = 0.25", "", "[place] must hold headline, late, late_characters, lead"),
        ("lead = 0.25", "lead = true", "[place] lead must be a number, not True"),
        ("[level]", "[levels]", "its tables must be place, cancel, repeat, event, points"),
        ("lead = 0.25", "lead = ", "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_named(file: Path, old: str, new: str, problem: str) -> None:
    """The message gives the file, the table and what it must hold."""
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(DataError) as caught:
        scoring.weights()

    assert str(caught.value).startswith(f"{file}: {problem}")
