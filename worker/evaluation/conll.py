"""Reader of sentences in columns: a token and its tag a line, a blank line between sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from worker.domain.errors import DataError

Side = str
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence, its tokens joined by blanks, and the ranges (characters) of the spans by side."""

    text: str
    sources: tuple[Range, ...]
    targets: tuple[Range, ...]


def read(path: Path) -> Iterator[Tagged]:
    """The sentences of a file tagged B-S, I-S, B-T, I-T and O; raises DataError with the line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    words: list[tuple[str, str]] = []
    for number, line in enumerate([*lines, ""], start=1):
        cells = line.split()
        if len(cells) == 2:
            words.append((cells[0], cells[1]))
        elif cells:
            raise DataError(f"{path}:{number}: {len(cells)} cells, allowed are a token and its tag")
        elif words:
            yield _tagged(words)
            words = []


def _tagged(words: list[tuple[str, str]]) -> Tagged:
    text = " ".join(word for word, _ in words)
    return Tagged(text, tuple(_ranges(words, "S")), tuple(_ranges(words, "T")))


def _ranges(words: list[tuple[str, str]], side: Side) -> Iterator[Range]:
    """The spans of one side; a tag that continues nothing begins a span."""
    place, start, end = 0, -1, -1
    for word, tag in [*words, ("", "O")]:
        mark, _, name = tag.partition("-")
        goes_on = name == side and mark == "I" and start >= 0
        if start >= 0 and not goes_on:
            yield start, end
            start = -1
        if name == side:
            start = place if start < 0 else start
            end = place + len(word)
        place += len(word) + 1
