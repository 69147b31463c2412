"""The construction suite: its sentences, what they must give, and which of them are known limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.unit.nlp.events.conftest import briefs
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
    return tuple(
        Case(language, row.text("construction"), row.text("sentence"), row.text("events"), row.line)
        for row in table
    )


@cache
def given(language: str) -> dict[str, str]:
    """What the coder makes of each sentence of a language, all read in one go."""
    sentences = [case.sentence for case in cases(language)]
    return dict(zip(sentences, briefs(sentences, language=language), strict=True))


def all_cases() -> Iterator[Case]:
    """The cases of every language."""
    for language in LANGUAGES:
        yield from cases(language)


@cache
def known_limits() -> frozenset[str]:
    """The sentences that the coder is known to get wrong."""
    return frozenset(row.text("sentence") for row in rows(LIMITS, columns=("language", "sentence")))
