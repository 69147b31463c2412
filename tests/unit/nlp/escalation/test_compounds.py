"""Compounds taken apart by the words of a lexicon."""

from __future__ import annotations

import pytest

from worker.nlp.escalation import stems
from worker.nlp.escalation.compounds import split

KNOWN = frozenset(
    {"truppe", "verstärkung", "angriff", "rakete", "krieg", "film", "einigung", "waffe"}
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("truppenverstärkung", ("truppe", "verstärkung")),
        ("raketenangriffen", ("rakete", "angriffen")),
        ("us-truppenverstärkungen", ("truppe", "verstärkungen")),
        ("kriegsfilm", ("krieg", "film")),
        ("drohnenkrieg", ("krieg",)),
        ("kriegsgegner", ("krieg",)),
        ("vereinigung", ()),
        ("angriff", ()),
        ("regenschirm", ()),
    ],
)
def test_known_parts_are_found_where_they_stand(word: str, parts: tuple[str, ...]) -> None:
    """Links between parts belong to none of them; derived words are no compounds."""
    found = split(word, KNOWN, stems.load("de"))

    assert tuple(word[part.start : part.end] for part in found) == parts


def test_parts_carry_the_dictionary_form() -> None:
    """An inflected head is named as the lexicon has it, the umlaut of its plural undone."""
    found = split("raketenschläge", frozenset({"schlag", "rakete"}), stems.load("de"))

    assert [part.form for part in found] == ["rakete", "schlag"]


def test_english_words_are_split_at_hyphens_only() -> None:
    """Without linking letters nothing but a hyphen joins."""
    known = frozenset({"missile", "strike"})
    english = stems.load("en")

    assert split("missilestrike", known, english) == ()
    assert [part.form for part in split("missile-strike", known, english)] == ["missile", "strike"]


def test_a_word_too_long_to_mean_anything_is_left_alone() -> None:
    """Splitting takes time that grows with the square of a word's length."""
    assert split("krieg" * 1000, KNOWN, stems.load("de")) == ()


def test_a_part_has_the_forms_of_its_word() -> None:
    """What a word may be a form of is worked out once for all its parts, as far as they reach."""
    german = stems.load("de")
    word, start = "raketenschläge", len("raketen")
    forms = [form[start:] for form, last in german.variants(word) if start <= last]

    assert forms == german.forms("schläge")
