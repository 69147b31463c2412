"""Prose of a language, and what only looks like it."""

from __future__ import annotations

import pytest

from worker.languages.prose import WORDS, function_words, is_prose
from worker.languages.tables import LANGUAGES

REPORT = (
    "Die Regierung in Kiew hat am Montag erklärt, sie wolle die Gespräche mit Moskau über einen "
    "Austausch von Gefangenen nicht abbrechen."
)


def test_a_report_is_prose() -> None:
    """Its function words hold it together; without them it is a list of words."""
    bare = " ".join(w for w in REPORT.split() if w.lower() not in function_words("de"))
    assert is_prose(REPORT, "de")
    assert not is_prose(f"{bare} {bare}", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_headline_does_without_function_words(language: str) -> None:
    """Too short to say: it counts as prose."""
    assert is_prose("Kreml droht Nato " * ((WORDS - 1) // 3), language)


def test_a_table_is_no_prose() -> None:
    """Names and numbers, and nothing between them."""
    assert not is_prose("DAX 18.000 Siemens 170,2 Bayer 27,1 SAP 180,4 Allianz 260,0 " * 3, "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_small_letters(language: str) -> None:
    """As the texts are looked up."""
    assert {word for word in function_words(language) if word != word.lower()} == set()
