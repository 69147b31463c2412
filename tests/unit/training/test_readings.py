"""What a teacher read is made once and kept whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from training.teacher.lessons import Label
from training.teacher.readings import kept

MADE = [Label(((0, 1, "LOC"),), (0,), ("ROOT",), (0.9,)), None, Label((), (), (), (1.0,))]


def never() -> list[Label | None]:
    """A teacher that must not be asked."""
    raise AssertionError("read again")


def cut_off() -> Iterator[Label | None]:
    """A run that ends in the middle."""
    yield MADE[0]
    raise KeyboardInterrupt


def test_a_second_run_reads_nothing(tmp_path: Path) -> None:
    """It has what the first one kept, sentences that could not be read among it."""
    path = tmp_path / "names.jsonl.gz"
    assert kept(path, lambda: MADE) == MADE
    assert kept(path, never) == MADE


def test_a_run_that_was_cut_off_is_done_again(tmp_path: Path) -> None:
    """What it had read so far does not count as all there is."""
    path = tmp_path / "names.jsonl.gz"
    with pytest.raises(KeyboardInterrupt):
        kept(path, cut_off)
    assert kept(path, lambda: MADE) == MADE
