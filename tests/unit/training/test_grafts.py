"""Trees rebuilt into the word orders of news."""

from __future__ import annotations

from collections.abc import Sequence

from training.corpora import Word
from training.grafts import as_reported, attributed, grafts, object_first, reported


def sentence(*rows: tuple[str, str, int, str]) -> list[Word]:
    """Words from (form, part of speech, head counted from 0, relation)."""
    words = [Word(form, form, upos, "", head, rel, True) for form, upos, head, rel in rows]
    words[-2] = Word(*_cells(words[-2]), False)
    return words


def _cells(word: Word) -> tuple[str, str, str, str, int, str]:
    return word.form, word.lemma, word.upos, word.feats, word.head, word.deprel


def text(words: Sequence[Word]) -> str:
    """The sentence as it is printed."""
    return "".join(word.form + " " * word.space_after for word in words).strip()


SIGNED = sentence(
    ("Der", "DET", 1, "det"),
    ("Präsident", "NOUN", 2, "nsubj"),
    ("unterzeichnete", "VERB", 2, "ROOT"),
    ("den", "DET", 4, "det"),
    ("Vertrag", "NOUN", 2, "obj"),
    (".", "PUNCT", 2, "punct"),
)
SPOKE = sentence(
    ("Er", "PRON", 1, "nsubj"),
    ("kommt", "VERB", 3, "ccomp"),
    (",", "PUNCT", 1, "punct"),
    ("sagte", "VERB", 3, "ROOT"),
    ("ein", "DET", 5, "det"),
    ("Sprecher", "NOUN", 3, "nsubj"),
    (".", "PUNCT", 3, "punct"),
)
SPEAKER = [
    Word("ein", "ein", "DET", "", 1, "det", True),
    Word("Sprecher", "Sprecher", "NOUN", "", 1, "nsubj", True),
]


def relations(words: Sequence[Word]) -> list[tuple[str, str, str]]:
    """(word, relation, head) of each word."""
    return [(word.form, word.deprel, words[word.head].form) for word in words]


def test_subject_and_object_change_places() -> None:
    """Every word keeps its head and relation; the first letter is large and only that one."""
    moved = object_first(SIGNED)
    assert moved is not None
    assert text(moved) == "Den Vertrag unterzeichnete der Präsident."
    assert relations(moved)[1] == ("Vertrag", "obj", "unterzeichnete")
    assert relations(moved)[4] == ("Präsident", "nsubj", "unterzeichnete")


def test_a_sentence_without_an_object_stays() -> None:
    """There is nothing to exchange."""
    assert object_first(SPOKE) is None


def test_a_sentence_is_reported() -> None:
    """The verb of speaking becomes the root, the sentence its clause."""
    words = reported(SIGNED, "sagte", SPEAKER)
    assert text(words) == "Der Präsident unterzeichnete den Vertrag, sagte ein Sprecher."
    assert relations(words)[2] == ("unterzeichnete", "ccomp", "sagte")
    assert relations(words)[6:] == [
        ("sagte", "ROOT", "sagte"),
        ("ein", "det", "Sprecher"),
        ("Sprecher", "nsubj", "sagte"),
        (".", "punct", "sagte"),
    ]


def test_a_speaker_may_stand_alone() -> None:
    """Behind "so" the speaker is the root, the sentence its clause."""
    words = attributed(SIGNED, SPEAKER)
    assert text(words) == "Der Präsident unterzeichnete den Vertrag, so ein Sprecher."
    assert relations(words)[2] == ("unterzeichnete", "ccomp", "Sprecher")
    assert relations(words)[6:] == [
        ("so", "advmod", "Sprecher"),
        ("ein", "det", "Sprecher"),
        ("Sprecher", "ROOT", "Sprecher"),
        (".", "punct", "Sprecher"),
    ]


def test_a_report_may_be_a_clause() -> None:
    """Behind "wie" the sentence's own verb stays the root."""
    words = as_reported(SIGNED, "sagte", SPEAKER)
    assert text(words) == "Der Präsident unterzeichnete den Vertrag, wie ein Sprecher sagte."
    assert relations(words)[6:] == [
        ("wie", "mark", "sagte"),
        ("ein", "det", "Sprecher"),
        ("Sprecher", "nsubj", "sagte"),
        ("sagte", "advcl", "unterzeichnete"),
        (".", "punct", "unterzeichnete"),
    ]


def test_grafts_are_made_of_what_is_there() -> None:
    """One of each kind; the speaker of one sentence reports the other."""
    made = [text(words) for words in grafts([SIGNED, SPOKE], count=2, seed=0)]
    assert made[0] == "Den Vertrag unterzeichnete der Präsident."
    assert made[1].startswith("Der Präsident unterzeichnete den Vertrag, ")
    assert made[1].endswith(" ein Sprecher.")
