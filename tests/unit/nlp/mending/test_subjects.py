"""One subject a verb: sentences as the parser reads them, and what is made of them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from worker.nlp.mending.subjects import mend

_VOCAB = spacy.blank("de").vocab
_MASC, _FEM = "Gender=Masc|Number=Sing", "Gender=Fem|Number=Sing"
_PLUR, _VERB = "Number=Plur", "Mood=Ind|Number=Sing|Tense=Past"

#: Word, class, features, head, relation.
_Word = tuple[str, str, str, int, str]

_DATIVE: list[_Word] = [
    ("Geißler", "PROPN", _MASC, 1, "nsubj"),
    ("warf", "VERB", _VERB, 1, "ROOT"),
    ("der", "DET", _FEM, 3, "det"),
    ("SPD", "PROPN", _FEM, 1, "nsubj"),
    ("Verrat", "NOUN", _MASC, 1, "obj"),
    ("vor", "ADP", "", 1, "compound:prt"),
]
_FRONTED: list[_Word] = [
    ("Die", "DET", _PLUR, 1, "det"),
    ("Vorwürfe", "NOUN", _PLUR, 2, "nsubj"),
    ("wies", "VERB", _VERB, 2, "ROOT"),
    ("die", "DET", _FEM, 4, "det"),
    ("Regierung", "NOUN", _FEM, 2, "nsubj"),
    ("zurück", "ADP", "", 2, "compound:prt"),
]
_EXCHANGED: list[_Word] = [
    ("Die", "DET", _FEM, 1, "det"),
    ("Waffenruhe", "NOUN", _FEM, 2, "nsubj"),
    ("brach", "VERB", _VERB, 2, "ROOT"),
    ("der", "DET", _MASC, 4, "det"),
    ("General", "NOUN", _MASC, 2, "obj"),
]
_ACCUSATIVE: list[_Word] = [
    ("Den", "DET", _MASC, 1, "det"),
    ("Vertrag", "NOUN", _MASC, 2, "nsubj"),
    ("unterzeichnete", "VERB", _VERB, 2, "ROOT"),
]
_TOPIC: list[_Word] = [
    ("Libyen", "PROPN", "", 3, "nsubj"),
    (":", "PUNCT", "", 3, "punct"),
    ("Rebellen", "NOUN", _PLUR, 3, "nsubj"),
    ("fliehen", "VERB", "Mood=Ind|Number=Plur", 3, "ROOT"),
]
_NAMED: list[_Word] = [
    ("Minister", "NOUN", _MASC, 3, "nsubj"),
    ("Theo", "PROPN", _MASC, 3, "nsubj"),
    ("Waigel", "PROPN", _MASC, 1, "flat"),
    ("sagte", "VERB", _VERB, 3, "ROOT"),
]
_EXPLETIVE: list[_Word] = [
    ("Es", "PRON", "", 1, "nsubj"),
    ("sprach", "VERB", _VERB, 1, "ROOT"),
    ("der", "DET", _MASC, 3, "det"),
    ("Kanzler", "NOUN", _MASC, 1, "nsubj"),
]
_MONTH: list[_Word] = [
    ("Mitte", "NOUN", _FEM, 2, "nsubj"),
    ("Mai", "PROPN", _MASC, 0, "flat"),
    ("tagt", "VERB", _VERB, 2, "ROOT"),
    ("die", "DET", _FEM, 4, "det"),
    ("Nato", "PROPN", _FEM, 2, "nsubj"),
]


def _doc(words: list[_Word]) -> Doc:
    forms, classes, morphs, heads, relations = map(list, zip(*words, strict=True))
    return Doc(
        _VOCAB,
        words=forms,
        pos=classes,
        morphs=morphs,
        heads=heads,
        deps=relations,
        lemmas=[form.lower() for form in forms],
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (_DATIVE, {"Geißler": "nsubj", "SPD": "obl", "Verrat": "obj"}),
        (_FRONTED, {"Vorwürfe": "obj", "Regierung": "nsubj"}),
        (_EXCHANGED, {"Waffenruhe": "obj", "General": "nsubj"}),
        (_ACCUSATIVE, {"Vertrag": "obj"}),
        (_TOPIC, {"Libyen": "parataxis", "Rebellen": "nsubj"}),
        (_NAMED, {"Minister": "nsubj", "Theo": "appos"}),
        (_EXPLETIVE, {"Es": "expl", "Kanzler": "nsubj"}),
        (_MONTH, {"Mitte": "obl", "Nato": "nsubj"}),
    ],
    ids=["dative", "number", "exchanged", "accusative", "topic", "name", "es", "time"],
)
def test_relations_are_mended(words: list[_Word], expected: dict[str, str]) -> None:
    """By article, by the verb's number, by what stands beside."""
    doc = mend(_doc(words))
    assert {token.text: token.dep_ for token in doc if token.text in expected} == expected


def test_a_name_hangs_on_its_title() -> None:
    """The only head that changes."""
    doc = mend(_doc(_NAMED))
    assert doc[1].head == doc[0]


def test_two_sure_nominatives_stay() -> None:
    """Two clauses that the parser took for one are not made worse."""
    words: list[_Word] = [
        ("er", "PRON", _MASC, 1, "nsubj"),
        ("ging", "VERB", _VERB, 1, "ROOT"),
        ("ich", "PRON", "Number=Sing", 1, "nsubj"),
    ]
    assert [token.dep_ for token in mend(_doc(words))] == ["nsubj", "ROOT", "nsubj"]


def test_a_predicate_stays_beside_its_copula() -> None:
    """What comes second beside "bleiben" is no object."""
    words: list[_Word] = [
        ("Druckmittel", "NOUN", "Number=Sing", 1, "nsubj"),
        ("bleiben", "VERB", _VERB, 1, "ROOT"),
        ("Wahlen", "NOUN", "Number=Sing", 1, "nsubj"),
    ]
    assert [token.dep_ for token in mend(_doc(words))] == ["nsubj", "ROOT", "nsubj"]


def test_the_end_of_a_line_is_no_subject() -> None:
    """SpaCy makes a token of it, and the parser gives it any relation."""
    words: list[_Word] = [
        ("\n", "SPACE", "", 2, "nsubj"),
        ("Moskau", "PROPN", "", 2, "nsubj"),
        ("schwieg", "VERB", _VERB, 2, "ROOT"),
    ]
    assert [token.dep_ for token in mend(_doc(words))] == ["dep", "nsubj", "ROOT"]
