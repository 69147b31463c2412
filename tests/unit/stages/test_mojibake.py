"""Texts decoded in the wrong encoding, and good ones that must stay."""

from __future__ import annotations

import pytest

from worker.stages.mojibake import repaired
from worker.stages.normalize import clean

GOOD = "Für „Gespräche“ – so Außenminister Çavuşoğlu in Kraków – sei es „zu früh“… 5 € je m²"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_utf8_read_as_another_encoding(encoding: str) -> None:
    """By far the commonest accident."""
    torn = GOOD.encode().decode(encoding, errors="replace" if encoding == "cp1252" else "strict")

    assert repaired(torn).startswith("Für „Gespräche")
    assert repaired(GOOD.encode().decode("latin-1")) == GOOD


def test_twice_is_not_too_often() -> None:
    """Export and import of one program."""
    torn = "Für Gespräche in Köln"
    for _ in range(2):
        torn = torn.encode().decode("latin-1")

    assert clean(torn) == "Für Gespräche in Köln"


def test_windows_quotes_in_control_characters() -> None:
    """Windows-1252 that was taken for Latin-1; browsers read it so, too."""
    assert clean("\x84Nein\x93 \x96 so der Kreml") == "„Nein“ – so der Kreml"


@pytest.mark.parametrize(
    "text",
    [GOOD, "Ärger über «Übergriffe»", "Ã ist ein Buchstabe", "Москва", "北京", "„Ä“", "São Paulo – Ål"],
)  # fmt: skip
def test_a_good_text_stays(text: str) -> None:
    """Nothing is repaired that is not broken for sure."""
    assert repaired(text) == text
