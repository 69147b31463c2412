"""Trees that the grammar rules out are put right; all others stay as the parser made them."""

from __future__ import annotations

import pytest

from tests.unit.nlp.mending.conftest import relations

#: Words as "form/part of speech/relation/head/morphology"; a head counts words from 0.
CASES = [
    pytest.param(
        "de",
        "Angeblich/ADJ/advmod/1 hat/AUX/aux/4/Mood=Ind "
        "Peking/PROPN/nsubj/4 ihn/PRON/obj/4 verhaftet/VERB/ROOT/4",
        {"Angeblich": ("advmod", "verhaftet")},
        id="what hangs on an auxiliary",
    ),
    pytest.param(
        "de",
        "Peking/PROPN/nsubj/1 dementierte/VERB/ROOT/1/Mood=Ind dort/ADV/advmod/3 "
        "geschossen/VERB/ccomp/1 zu/PART/mark/3 haben/AUX/aux/3",
        {"geschossen": ("xcomp", "dementierte")},
        id="an infinitive is an open complement",
    ),
    pytest.param(
        "de",
        "Mali/PROPN/nsubj/1/Number=Sing brach/VERB/ROOT/1/Mood=Ind|Number=Sing "
        "Beziehungen/NOUN/nsubj/1/Number=Plur ab/ADP/compound:prt/1",
        {"Mali": ("nsubj", "brach"), "Beziehungen": ("obj", "brach")},
        id="one subject",
    ),
    pytest.param(
        "de",
        "Er/PRON/nsubj/1 kam/VERB/ROOT/1/Mood=Ind und/CCONJ/cc/3 "
        "sagte/VERB/conj/1/Mood=Ind Kairo/PROPN/nsubj/3 Hilfe/NOUN/obj/3 zu/ADP/compound:prt/3",
        {"Kairo": ("iobj", "sagte")},
        id="no subject behind a verb that und leads in",
    ),
    pytest.param(
        "de",
        "Nicht/PART/advmod/1 nur/ADV/advmod/2 Polen/PROPN/ROOT/2 ,/PUNCT/punct/7 "
        "sondern/CCONJ/cc/6 auch/ADV/advmod/6 Litauen/PROPN/nsubj/7 klagte/VERB/conj/2/Mood=Ind",
        {"Polen": ("nsubj", "klagte"), "Litauen": ("conj", "Polen"), "klagte": ("ROOT", "klagte")},
        id="both halves of a list",
    ),
    pytest.param(
        "en",
        "Fighting/AUX/aux/1 broke/VERB/ROOT/1/Mood=Ind out/ADP/compound:prt/1",
        {"Fighting": ("nsubj", "broke")},
        id="a noun, no auxiliary",
    ),
    pytest.param(
        "en",
        "Chancellor/NOUN/ROOT/0 Scholz/PROPN/flat/0 called/VERB/goeswith/0/Mood=Ind Putin/PROPN/obj/2",
        {"Chancellor": ("nsubj", "called"), "called": ("ROOT", "called")},
        id="a verb that is no part of a name",
    ),
    pytest.param(
        "en",
        "Poland/PROPN/nsubj/1 condemned/VERB/ROOT/1/Mood=Ind Russia/PROPN/obj/1",
        {"Poland": ("nsubj", "condemned"), "Russia": ("obj", "condemned")},
        id="what is right stays",
    ),
]


@pytest.mark.parametrize(("language", "words", "expected"), CASES)
def test_tree(language: str, words: str, expected: dict[str, tuple[str, str]]) -> None:
    """Relation and head of the words that matter."""
    found = relations(language, words)
    assert {word: found[word] for word in expected} == expected
