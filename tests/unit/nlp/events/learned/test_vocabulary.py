"""The words that named events where the judge was trained."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.nlp.events.learned.vocabulary import load

HEADER = "#columns: pos lemma type\n"


def test_words_by_part_of_speech(tmp_path: Path) -> None:
    """A noun is not the verb of the same letters."""
    (tmp_path / "words.tsv").write_text(HEADER + "noun\tdialog\tCONSULT\n", encoding="utf-8")
    found = load(tmp_path / "words.tsv")
    assert found.type_of("noun", "dialog") == "CONSULT"
    assert found.type_of("verb", "dialog") is None


def test_unknown_types_are_refused(tmp_path: Path) -> None:
    """The message names file and line."""
    (tmp_path / "words.tsv").write_text(HEADER + "noun\tball\tDANCE\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"words\.tsv:2"):
        load(tmp_path / "words.tsv")
