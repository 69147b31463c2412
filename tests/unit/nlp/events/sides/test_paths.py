"""Ways through the tree, on trees made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc as Parsed

from worker.nlp.events.sides.paths import Way, ancestry, way
from worker.nlp.reading import read
from worker.nlp.tokens import Doc


@pytest.fixture(scope="module")
def doc() -> Doc:
    """A tree: the troops of Russia and Belarus fire at a town near Lviv."""
    words = [
        "Truppen",
        "Russlands",
        "und",
        "Belarus",
        "feuern",
        "auf",
        "eine",
        "Stadt",
        "bei",
        "Lwiw",
    ]
    heads = [4, 0, 3, 1, 4, 7, 7, 4, 9, 7]
    deps = ["nsubj", "nmod", "cc", "conj", "ROOT", "case", "det", "obl", "case", "nmod"]
    pos = ["NOUN", "PROPN", "CCONJ", "PROPN", "VERB", "ADP", "DET", "NOUN", "ADP", "PROPN"]
    vocab = spacy.blank("de").vocab
    return read(Parsed(vocab, words, heads=heads, deps=deps, pos=pos, lemmas=words))


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (0, Way("", "nsubj", 0)),
        (1, Way("", "nsubj", 1)),
        (3, Way("", "nsubj", 1)),
        (7, Way("", "obl:auf", 0)),
        (9, Way("", "obl:auf", 1)),
        (4, Way("", "self", 0)),
    ],
)
def test_way_from_the_verb(doc: Doc, root: int, expected: Way) -> None:
    """The argument comes with its preposition; a list leads no deeper."""
    assert way(doc, ancestry(doc, 4), root) == expected


def test_way_from_a_noun_leads_over_its_verb(doc: Doc) -> None:
    """From the town: up by its relation to the verb, then down to the troops."""
    assert way(doc, ancestry(doc, 7), 0) == Way("obl", "nsubj", 0)
    assert way(doc, ancestry(doc, 7), 4) == Way("obl", "self", 0)


def test_trees_of_two_sentences_do_not_meet() -> None:
    """Then the way is said to be far."""
    vocab = spacy.blank("de").vocab
    doc = read(Parsed(vocab, ["Krieg", "Frieden"], heads=[0, 1], deps=["ROOT", "ROOT"]))
    assert way(doc, ancestry(doc, 0), 1) == Way("far", "far", 2)
