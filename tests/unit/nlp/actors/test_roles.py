"""Which sector a role noun names, alone, inflected or at the end of a longer word."""

from __future__ import annotations

import pytest

from worker.nlp.actors.lexicon import lexicon


@pytest.mark.parametrize(
    ("language", "word", "sector", "code"),
    [
        ("de", "Vize-Außenminister", "GOV", None),
        ("de", "Verteidigungsministeriums", "GOV", None),
        ("de", "Luftwaffe", "MIL", None),
        ("de", "Aufständischen", "REB", None),
        ("de", "Demonstranten", "CVL", None),
        ("de", "Verfassungsgericht", "JUD", None),
        ("de", "Bundeswehr", "MIL", "DEU"),
        ("de", "Ex-Präsident", "ELI", None),
        ("en", "troops", "MIL", None),
        ("en", "policemen", "COP", None),
        ("en", "Knesset", "LEG", "ISR"),
    ],
)
def test_a_word_names_a_role(language: str, word: str, sector: str, code: str | None) -> None:
    """Sector and, for an office of one country, its code."""
    role = lexicon(language).roles.of(word)

    assert role is not None
    assert (role.sector, role.code) == (sector, code)


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Tisch"), ("de", "minister"), ("en", "tree")]
)
def test_other_words_name_none(language: str, word: str) -> None:
    """Things, and German nouns without a capital, are no roles."""
    assert lexicon(language).roles.of(word) is None


def test_unknown_words_do_not_pile_up() -> None:
    """A hostile text of ever new words leaves the table no bigger than its bound."""
    roles = lexicon("de").roles

    for number in range(60_000):
        roles.of(f"Wort{number}")

    assert len(roles._seen) <= 50_000
