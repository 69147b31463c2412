"""Names that the teacher finds, as documents."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.tokens import Doc, Span

from training import distilled
from training.teacher.lessons import Label

WORDS = ("Russische", "Panzer", "vor", "Kiew")


def doc() -> Doc:
    """A sentence of four words."""
    return Doc(spacy.blank("de").vocab, words=list(WORDS))


def label(*entities: tuple[int, int, str], sure: Sequence[float] = (1, 1, 1, 1)) -> Label:
    """What a teacher might say of it."""
    return Label(entities, (0, 0, 0, 0), ("", "", "", ""), tuple(sure))


def names(document: Doc) -> list[tuple[str, str]]:
    """Each name and its label."""
    return [(ent.text, ent.label_) for ent in document.ents]


def test_the_teachers_names_are_taken() -> None:
    """The rest is no name."""
    made = distilled.document(doc(), label((0, 1, "NORP"), (3, 4, "LOC")))
    assert names(made) == [("Russische", "NORP"), ("Kiew", "LOC")]
    assert [token.ent_iob_ for token in made] == ["B", "O", "O", "B"]


def test_what_the_teacher_is_unsure_of_is_left_open() -> None:
    """Neither the name nor the word that may be one says anything."""
    made = distilled.document(doc(), label((3, 4, "LOC"), sure=(1, 0.4, 1, 0.5)))
    assert names(made) == []
    assert [token.ent_iob_ for token in made] == ["O", "", "O", ""]


def test_a_name_with_a_slash_at_its_edge_is_left_open() -> None:
    """The tokenizer cut it in two."""
    cut = Doc(spacy.blank("de").vocab, words=["Die", "CDU/", "CSU-Fraktion", "tagt"])
    made = distilled.document(cut, label((1, 2, "ORG")))
    assert [token.ent_iob_ for token in made] == ["O", "", "O", "O"]


def test_a_foreign_corpus_is_completed() -> None:
    """It keeps its names, gets the NORP it does not mark, and its MISC is left open."""
    gold = doc()
    gold.set_ents([Span(gold, 1, 2, label="MISC"), Span(gold, 3, 4, label="LOC")])
    made = distilled.completed(gold, label((0, 1, "NORP"), (3, 4, "ORG")))
    assert names(made) == [("Russische", "NORP"), ("Kiew", "LOC")]
    assert [token.ent_iob_ for token in made] == ["B", "", "O", "B"]


def test_of_a_corpus_by_machine_counts_what_the_teacher_says_too() -> None:
    """Where one of both has a name that the other has not, or has it otherwise, nobody is believed."""
    marked = doc()
    marked.set_ents([Span(marked, 0, 1, label="NORP"), Span(marked, 1, 2, label="MISC")])
    made = distilled.agreed(marked, label((0, 1, "NORP"), (3, 4, "LOC")))
    assert names(made) == [("Russische", "NORP")]
    assert [token.ent_iob_ for token in made] == ["B", "", "O", ""]


def test_sentences_that_were_too_long_are_left_out() -> None:
    """Labels and items are told apart by their place."""
    read = label()
    assert distilled.pairs(["a", "b"], [None, read, read]) == [("b", read)]
