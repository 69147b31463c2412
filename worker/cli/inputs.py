"""The FILE arguments of commands: opened one after the other, "-" being stdin."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from worker.cli import sources
from worker.cli.failures import MISUSED, CommandError
from worker.cli.sources import Item

STDIN = Path("-")


def check(files: Sequence[Path], tell: Callable[[str], None]) -> list[Path]:
    """The files that can be read, before anything is done with the first.

    Folders and files of other kinds, which a pattern like ``seeds/*`` brings along, are left out,
    each with a line to ``tell``. Raises CommandError for a file that is missing, and when none is
    left.
    """
    usable = []
    for file in files:
        if file != STDIN and not file.exists():
            raise CommandError(f"{file}: there is no such file", code=MISUSED)
        if file == STDIN or (not file.is_dir() and sources.is_known(file.name)):
            usable.append(file)
        else:
            tell(f"left out {file}: {_why(file)}")
    if not usable:
        raise CommandError("there is no file to read", code=MISUSED)
    return usable


def articles(files: Sequence[Path], *, raw: bool = False) -> Iterator[Item]:
    """The articles of all files in order; ``raw`` gives the bytes as they are."""
    read = sources.read_raw if raw else sources.read
    for file in files:
        if file == STDIN:
            yield from read(sys.stdin.buffer, "stdin")
        else:
            with file.open("rb") as stream:
                yield from read(stream, str(file))


def total(files: Sequence[Path]) -> int | None:
    """How many articles there are at most, where that can be told without reading them."""
    counts = [None if file == STDIN else sources.count_lines(file) for file in files]
    return None if None in counts else sum(count or 0 for count in counts)


def batches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most ``size``."""
    while batch := list(islice(items, size)):
        yield batch


def _why(file: Path) -> str:
    if file.is_dir():
        return "a folder"
    return f"not one of {', '.join(sources.SUFFIXES)}; piped to - its format is guessed"
