"""The words of a story, and what is put around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.stages.signatures.words import MOST_WORDS, fold, is_correction, read

BODY = "Die Regierung in Prag hat drei Diplomaten ausgewiesen und den Botschafter einbestellt."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Größe", "GROESSE"),
        ("Außenminister Çavuşoğlu", "aussenminister cavusoglu"),
        ("„Nein“, sagte er.", "nein sagte er"),
        ("NATO-Staaten", "Nato Staaten"),
    ],
)
def test_spellings_of_one_word_agree(one: str, other: str) -> None:
    """Umlauts, accents, case, quotes and hyphens do not tell two texts apart."""
    assert fold(one) == fold(other)


def test_numbers_are_words_of_their_own() -> None:
    """Separators of thousands and decimals belong to them."""
    assert fold("49 Tote, 1.200 Verletzte, 3,5 km") == [
        "49",
        "tote",
        "1.200",
        "verletzte",
        "3,5",
        "km",
    ]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"Prag (dpa) - {BODY}", "dpa"),
        (f"Prag/Moskau (AFP/dpa) – {BODY}", "afp"),
        (f"(Reuters) {BODY}", "reuters"),
        (f"Prag – {BODY}", None),
        (f"{BODY}\n\n© dpa 2024", "dpa"),
        (f"{BODY}\n\nQuelle: AFP", "afp"),
        (f"{BODY}\n\nMehr zum Thema: alle Hintergründe", None),
        (f"{BODY}\n\nRead more in our newsletter", None),
    ],
)
def test_what_is_put_around_is_no_part_of_the_story(text: str, agency: str | None) -> None:
    """Datelines, credits and boilerplate go; the agency they name is remembered."""
    story = read(text)

    assert (list(story.words), story.agency) == (fold(BODY), agency)


def test_a_dash_in_a_sentence_is_no_dateline() -> None:
    """What stands before it belongs to the story."""
    text = "Der Minister will bleiben - trotz allem."

    assert read(text).words == tuple(fold(text))


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Berichtigung: Drei Diplomaten", BODY, True),
        ("(Korrektur) Drei Diplomaten", BODY, True),
        ("CORRECTED-Three diplomats", BODY, True),
        ("Drei Diplomaten", f"Berichtigung: {BODY}", True),
        ("Minister kündigt Berichtigung an", BODY, False),
    ],
)
def test_a_correction_says_so_at_its_beginning(title: str, body: str, expected: bool) -> None:
    """In its title or first line."""
    assert is_correction(title, body) is expected


@given(st.text(max_size=400))
def test_any_text_has_words(text: str) -> None:
    """Hostile ones too, and never more than the bound."""
    assert len(read(text * 10).words) <= MOST_WORDS
