"""The printed forms that the endings of a language make of a dictionary form."""

from __future__ import annotations

import pytest

from worker.nlp.actors.inflection import Inflection


@pytest.mark.parametrize(
    ("language", "word_class", "term", "forms"),
    [
        ("de", "adjective", "Moskauer", ("Moskauer",)),
        ("de", "adjective", "russisch",
         ("russisch", "russische", "russischen", "russischer", "russisches", "russischem")),
        ("de", "name", "Weißes Haus",
         ("Weißes Haus", "Weiße Haus", "Weißen Haus", "Weißen Hauses")),
        ("de", "name", "Putin", ("Putin", "Putins")),
        ("de", "inhabitant", "Iraner", ("Iraner", "Iraners", "Iranern", "Iranerin", "Iranerinnen")),
        ("en", "inhabitant", "Frenchman", ("Frenchman", "Frenchmen")),
        ("en", "inhabitant", "Chinese", ("Chinese",)),
        ("en", "role", "deputy", ("deputy", "deputies")),
    ],
)  # fmt: skip
def test_endings(language: str, word_class: str, term: str, forms: tuple[str, ...]) -> None:
    """The longest ending that fits gives the forms, the dictionary form first."""
    assert Inflection(language).forms(word_class, term) == forms
