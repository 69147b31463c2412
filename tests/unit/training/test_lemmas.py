"""Lemmas of automatic trees in the manner of gold trees."""

from __future__ import annotations

import pytest

from training.corpora import Word
from training.lemmas import corrected


def word(form: str, upos: str, lemma: str) -> Word:
    """A word whose place in its tree does not matter."""
    return Word(form, lemma, upos, "", 0, "dep", space_after=True)


SEEN = [word("Er", "PRON", "er"), word("hat", "AUX", "haben")]
GOLD = [
    [word("Dritten", "ADJ", "dritt"), word("Fluss", "NOUN", "Fluß"), word("Sie", "PRON", "Sie")],
] * 2


@pytest.mark.parametrize(
    ("form", "upos", "lemma", "expected"),
    [
        ("Hat", "AUX", "Hat", "haben"),
        ("dritten", "ADJ", "dritter", "dritt"),
        ("Fluss", "NOUN", "Fluss", "Fluss"),
        ("sie", "PRON", "sie", "sie"),
        ("Berliner", "ADJ", "Berliner", "Berliner"),
    ],
)
def test_a_lemma_is_as_elsewhere(form: str, upos: str, lemma: str, expected: str) -> None:
    """Gold goes first, but not its old spellings; small letters help at a sentence's head."""
    first, _ = corrected([[word(form, upos, lemma)], SEEN], GOLD)
    assert first[0].lemma == expected
