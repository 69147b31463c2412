"""Reader of the project's data tables: strict TSV that explains itself.

A table begins with ``#`` lines that tell a linguist what it holds; one of them names the columns
(``#columns: term sector``, separated by blanks). Every other line that is neither blank nor a ``#``
comment holds exactly that many cells, separated by single tabs; an empty cell is written ``-``::

    for row in rows(path("de", "roles.tsv"), columns=("term", "sector")):
        roles[row.text("term")] = row.choice("sector", SECTORS)

A line that breaks a rule raises DataError, whose message names file and line and says what is allowed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from worker.domain.errors import DataError
from worker.resources import folder

#: The languages the project can read; each has a folder of tables.
LANGUAGES = ("de", "en")

EMPTY = "-"
_HEADER = "#columns:"
_T = TypeVar("_T", bound=str)


def path(*parts: str) -> Path:
    """Where a table lies: ``path("de", "roles.tsv")``, or ``path("plover.tsv")`` for all languages."""
    return folder("languages").joinpath(*parts)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: ``values`` by column, ``line`` counted from 1."""

    file: Path
    line: int
    values: Mapping[str, str]

    def error(self, problem: str) -> DataError:
        """The error to raise when this line says something that cannot be."""
        return _error(self.file, self.line, problem)

    def text(self, column: str) -> str:
        """The cell, which must not be empty."""
        value = self.values[column]
        if value == EMPTY:
            raise self.error(f"{column} must not be empty")
        return value

    def optional(self, column: str) -> str | None:
        """The cell, or None where it is empty."""
        value = self.values[column]
        return None if value == EMPTY else value

    def many(self, column: str, *, separator: str = "|") -> tuple[str, ...]:
        """The parts of a cell that lists several ("Russe|Russin"); () where it is empty."""
        value = self.values[column]
        parts = () if value == EMPTY else tuple(value.split(separator))
        if any(not part or part != part.strip() for part in parts):
            raise self.error(f"{column} {value!r}: no part between {separator!r} may be blank")
        return parts

    def choice(self, column: str, allowed: Sequence[_T]) -> _T:
        """The cell, which must be one of ``allowed``."""
        for option in allowed:
            if option == self.values[column]:
                return option
        raise self.error(f"{column} {self.values[column]!r}: allowed are {', '.join(allowed)}")

    def number(self, column: str, *, low: float, high: float) -> float:
        """The cell as a number from ``low`` to ``high``."""
        try:
            value = float(self.values[column])
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise self.error(
                f"{column} {self.values[column]!r}: allowed is a number from {low} to {high}"
            )
        return value


def rows(file: Path, *, columns: Sequence[str]) -> Iterator[Row]:
    """The lines of a table, top to bottom; raises DataError unless its header names ``columns``."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: cannot be read as UTF-8 text: {error}") from error
    _check_header(file, lines, columns)
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            yield Row(
                file, number, dict(zip(columns, _cells(file, number, line, columns), strict=True))
            )


def digest() -> str:
    """32 hex digits over the names and bytes of all tables: the version of the language data."""
    root = folder("languages")
    sha = hashlib.sha256()
    for file in sorted((*root.rglob("*.tsv"), *root.rglob("*.toml"))):
        content = file.read_bytes()
        sha.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return sha.hexdigest()[:32]


def _error(file: Path, line: int, problem: str) -> DataError:
    return DataError(f"{file}:{line}: {problem}")


def _check_header(file: Path, lines: Sequence[str], columns: Sequence[str]) -> None:
    for number, line in enumerate(lines, start=1):
        if not line.startswith("#"):
            break
        if line.startswith(_HEADER):
            if line.removeprefix(_HEADER).split() != list(columns):
                raise _error(file, number, f"the columns must be: {_HEADER} {' '.join(columns)}")
            return
    raise _error(file, 1, f"the # lines at the top lack the line: {_HEADER} {' '.join(columns)}")


def _cells(file: Path, number: int, line: str, columns: Sequence[str]) -> list[str]:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise _error(
            file, number, f"{len(cells)} cells, allowed are {len(columns)}: {', '.join(columns)}"
        )
    for column, cell in zip(columns, cells, strict=True):
        if not cell or cell != cell.strip():
            raise _error(
                file, number, f"{column} {cell!r}: no blanks around it; empty is {EMPTY!r}"
            )
    return cells
