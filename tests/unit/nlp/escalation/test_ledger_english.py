"""English sentences with the ledger they should give: a table, read like the language's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.article import Article
from worker.domain.score import Keyword
from worker.languages.scoring import weights
from worker.languages.tables import rows
from worker.stages.score import score

from .conftest import Read

TABLE = Path(__file__).with_name("ledger_en.tsv")
ROWS = [
    (row.text("kind"), row.text("sentence"), row.optional("ledger") or "")
    for row in rows(TABLE, columns=("kind", "sentence", "ledger"))
]
COUNTING = ("hit", "phrase", "void", "quoted")


def written(keyword: Keyword) -> str:
    """A keyword as the table writes it."""
    taken = f" {keyword.why} by {keyword.cue.surface}" if keyword.cue else ""
    return f"{keyword.span.surface}={keyword.category}{taken}"


@pytest.mark.parametrize(("kind", "sentence", "ledger"), ROWS)
def test_the_ledger_of_a_sentence(english: Read, kind: str, sentence: str, ledger: str) -> None:
    """Every keyword with its category and what takes it back, and no other."""
    assert "; ".join(map(written, english(sentence))) == ledger


@pytest.mark.parametrize(("kind", "sentence", "ledger"), ROWS)
def test_what_a_sentence_is_worth(english: Read, kind: str, sentence: str, ledger: str) -> None:
    """What counts gives points; what is relief or taken back stays far below the threshold."""
    result = score(Article("a", sentence, 0, "", "en"), english(sentence), ())

    assert result.value == round(sum(line.points for line in result.ledger), 1)
    assert (
        (result.value > 0)
        if kind in COUNTING
        else (result.value < weights().level["threshold"] / 2)
    )


def test_the_table_is_large_and_fair() -> None:
    """At least 120 sentences, as many that count for nothing as that count."""
    quiet = [kind for kind, _, _ in ROWS if kind not in (*COUNTING, "relief")]

    assert len(ROWS) >= 120
    assert {"sport", "culture", "web", "business", "weather", "crime", "obituary"} <= set(quiet)
    assert 2 * len(quiet) >= len(ROWS)
