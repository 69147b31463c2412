"""The linear model at run time: what it says, and which files it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from worker.domain.errors import DataError
from worker.nlp.linear import MAGIC, Linear, Rows, hashed, load


@pytest.fixture
def model() -> Linear:
    """Two features and three classes; "calm" has the highest bias."""
    weights = {"tanks": (2.0, 0.0, -1.0), "talks": (0.0, 3.0, 0.0)}
    names = sorted(weights, key=hashed)
    rows = [*(weights[name] for name in names), (0.0, 0.0, 0.5)]
    hashes = np.array([hashed(name) for name in names], dtype=np.uint32)
    return Linear(("war", "peace", "calm"), hashes, np.array(rows, dtype=np.float16))


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ({}, [0.0, 0.0, 0.5]),
        ({"tanks": 1.0}, [2.0, 0.0, -0.5]),
        ({"tanks": 0.5, "talks": 2.0}, [1.0, 6.0, 0.0]),
        ({"never seen": 9.0}, [0.0, 0.0, 0.5]),
    ],
)
def test_scores_add_up(model: Linear, features: dict[str, float], expected: list[float]) -> None:
    """The bias, and for each known feature its weights times its value."""
    assert expected == model.scores(features).tolist()


def test_rows_behind_a_prefix_are_those_of_the_whole_names() -> None:
    """Features that share a beginning are looked up without it."""
    rows = Rows(np.array(sorted(map(hashed, ("s|in", "t|in"))), dtype=np.uint32))

    assert rows.behind("s|")["in"] == rows["s|in"] != rows.behind("t|")["in"] == rows["t|in"]
    assert rows.behind("s|")["never seen"] == rows["never seen"]


def test_probabilities_add_up_to_one(model: Linear) -> None:
    """They order the classes as the scores do."""
    chances = model.probabilities({"talks": 1.0})
    assert pytest.approx(1.0) == chances.sum()
    assert ("peace", float(chances[1])) == model.best({"talks": 1.0})


def test_file_gives_the_same_model_back(model: Linear, tmp_path: Path) -> None:
    """What was saved scores as before, to the last bit."""
    path = tmp_path / "model.bin"
    model.save(path)
    found = load(path)
    assert model.classes == found.classes
    assert model.scores({"tanks": 0.3}).tolist() == found.scores({"tanks": 0.3}).tolist()


def test_same_model_same_bytes(model: Linear, tmp_path: Path) -> None:
    """Saving what was loaded changes no byte."""
    first, second = tmp_path / "first.bin", tmp_path / "second.bin"
    model.save(first)
    load(first).save(second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (lambda _: b"", "not whole weights"),
        (lambda data: b"PK\x03\x04" + data[4:], "it begins with"),
        (lambda data: data[:-2], "checksum"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "checksum"),
        (lambda _: MAGIC, "not whole weights"),
    ],
)
def test_broken_file_is_refused(
    model: Linear, tmp_path: Path, broken: Callable[[bytes], bytes], reason: str
) -> None:
    """The error names the file, what is wrong with it and what to do."""
    path = tmp_path / "model.bin"
    model.save(path)
    path.write_bytes(broken(path.read_bytes()))
    with pytest.raises(DataError, match=reason) as caught:
        load(path)
    assert str(path) in str(caught.value)
    assert "training/README.md" in str(caught.value)


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    """It says so instead of going on without the model."""
    with pytest.raises(DataError, match="no weights to be read"):
        load(tmp_path / "none.bin")
