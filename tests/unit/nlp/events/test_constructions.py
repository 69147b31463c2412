"""Each construction of both languages gives the events its table says, and none besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.nlp.events.conftest import brief, code
from worker.languages.tables import rows

HERE = Path(__file__).parent
COLUMNS = ("construction", "sentence", "events")


def table(language: str) -> list[object]:
    """The lines of a language's table as test parameters."""
    return [
        pytest.param(
            language, row.text("sentence"), row.text("events"), id=f"{language}:{row.line}"
        )
        for row in rows(HERE / f"constructions_{language}.tsv", columns=COLUMNS)
    ]


@pytest.mark.parametrize(("language", "sentence", "events"), [*table("de"), *table("en")])
def test_construction(language: str, sentence: str, events: str) -> None:
    """The sentence gives exactly the events of the table."""
    expected = [] if events == "none" else events.split(" ; ")
    assert expected == [brief(event) for event in code(sentence, language=language)]


@pytest.mark.parametrize(("language", "least"), [("de", 15), ("en", 10)])
def test_table_covers_many_constructions(language: str, least: int) -> None:
    """The tables stay broad."""
    path = HERE / f"constructions_{language}.tsv"
    assert len({row.text("construction") for row in rows(path, columns=COLUMNS)}) >= least
