"""FILE arguments: what is left out, what is refused, what order articles come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.cli import inputs
from worker.cli.failures import CommandError
from worker.cli.sources import Item


def test_a_pattern_may_bring_folders_and_other_files_along(tmp_path: Path) -> None:
    """``seeds/*`` works although there is a README among the articles."""
    article, readme, folder = (tmp_path / name for name in ("a.txt", "README.md", "expected"))
    article.touch()
    readme.touch()
    folder.mkdir()
    told: list[str] = []

    assert inputs.check([article, readme, folder], told.append) == [article]
    assert told[0].startswith(f"left out {readme}: not one of .jsonl")
    assert told[1] == f"left out {folder}: a folder"


def test_a_missing_file_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    """It is bad usage: exit code 2."""
    gone = tmp_path / "gone.jsonl"

    with pytest.raises(CommandError, match=f"{gone}: there is no such file") as caught:
        inputs.check([gone], print)

    assert caught.value.code == 2


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    """A folder alone gives no articles."""
    with pytest.raises(CommandError, match="there is no file to read"):
        inputs.check([tmp_path], lambda _: None)


def test_articles_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    """And in batches of at most the size asked for."""
    first, second = tmp_path / "b.jsonl", tmp_path / "a.txt"
    first.write_bytes(b"1\n2\n")
    second.write_bytes(b"3")

    batches = list(inputs.batches(inputs.articles([first, second]), 2))

    assert batches == [
        [Item(b"1", f"{first}:1"), Item(b"2", f"{first}:2")],
        [Item(b'{"text":"3"}', str(second))],
    ]
    assert inputs.total([first, second]) == 3
