"""The construction suite: its sentences, what they must give, and which of them are known limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from worker.languages.tables import LANGUAGES, rows

HERE = Path(__file__).parent
LIMITS = HERE / "known_limits.tsv"
_COLUMNS = ("construction", "sentence", "events")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of one construction and the events it must give, in the notation of ``brief``."""

    language: str
    construction: str
    sentence: str
    expected: str
    line: int

    @property
    def name(self) -> str:
        """What a test run calls the case."""
        return f"{self.language}:{self.line}:{self.construction}"


@cache
def cases(language: str) -> tuple[Case, ...]:
    """The cases of a language in the order of its table."""
    table = rows(HERE / f"constructions_{language}.tsv", columns=_COLUMNS)
    return tuple(Case(language, *(row.text(name) for name in _COLUMNS), row.line) for row in table)


def all_cases() -> Iterator[Case]:
    """The cases of every language."""
    for language in LANGUAGES:
        yield from cases(language)


@cache
def known_limits() -> frozenset[str]:
    """The sentences that the coder is known to get wrong."""
    return frozenset(row.text("sentence") for row in rows(LIMITS, columns=("language", "sentence")))
