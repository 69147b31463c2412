"""English constructions by their trees, built by hand: no parser has a say here."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from worker.nlp.events import english
from worker.nlp.reading import read
from worker.nlp.tokens import Token

_VOCAB = {language: spacy.blank(language).vocab for language in ("en", "de")}
_PARTICIPLE = "Tense=Past|VerbForm=Part"


def tree(*rows: tuple[str, str, int, str], language: str = "en", verb: str = "") -> list[Token]:
    """Tokens from (form, part of speech, head counted from 0, relation); ``verb`` is a past participle."""
    words = [form for form, _, _, _ in rows]
    doc = Doc(
        _VOCAB[language],
        words,
        pos=[tag for _, tag, _, _ in rows],
        heads=[head for _, _, head, _ in rows],
        deps=[relation for _, _, _, relation in rows],
        lemmas=words,
        morphs=[_PARTICIPLE if word == verb else "" for word in words],
    )
    return list(read(doc))


SENT = (
    ("Troops", "NOUN", 3, "nsubj"),
    ("sent", "VERB", 0, "acl"),
    ("abroad", "ADV", 1, "advmod"),
    ("left", "VERB", 3, "ROOT"),
)
BOMBED = (
    ("Arabia", "PROPN", 0, "ROOT"),
    ("bombed", "VERB", 0, "acl"),
    ("positions", "NOUN", 1, "obj"),
)
BOMBS = (
    ("Israel", "PROPN", 1, "nsubj"),
    ("bombs", "NOUN", 1, "ROOT"),
    ("Lebanon", "PROPN", 1, "obj"),
)
TO_SEND = (
    ("Germany", "PROPN", 0, "ROOT"),
    ("to", "PART", 2, "mark"),
    ("send", "VERB", 0, "xcomp"),
    ("tanks", "NOUN", 2, "obj"),
)
GOING = (
    ("They", "PRON", 2, "nsubj"),
    ("are", "AUX", 2, "aux"),
    ("going", "VERB", 2, "ROOT"),
    ("to", "PART", 4, "mark"),
    ("attack", "VERB", 2, "xcomp"),
)
TOLD = (
    ("reporters", "NOUN", 0, "ROOT"),
    ("that", "PRON", 3, "obj"),
    ("Belarus", "PROPN", 3, "nsubj"),
    ("threatened", "VERB", 0, "acl"),
    ("Lithuania", "PROPN", 3, "obj"),
)


@pytest.mark.parametrize(("language", "expected"), [("en", True), ("de", False)])
def test_reduced_clause(language: str, expected: bool) -> None:
    """A past participle behind a noun is passive, in English alone."""
    assert expected == english.is_reduced(tree(*SENT, language=language, verb="sent")[1])


def test_predicate_cut_off_from_its_subject() -> None:
    """A verb with an object right behind the topmost name is no clause about it."""
    assert english.is_cut_off(tree(*BOMBED)[1])
    assert not english.is_cut_off(tree(*SENT, verb="sent")[1])


def test_verb_taken_for_a_noun() -> None:
    """What has a subject and an object is a verb, whatever its tag."""
    assert english.is_misread_verb(tree(*BOMBS)[1])
    assert not english.is_misread_verb(tree(*SENT, verb="sent")[0])


@pytest.mark.parametrize(("rows", "verb", "cue"), [(TO_SEND, 2, "to"), (GOING, 4, "going")])
def test_what_lies_ahead(rows: tuple[tuple[str, str, int, str], ...], verb: int, cue: str) -> None:
    """Headlines say it with a bare "to", sentences with "is going to"."""
    found = english.ahead(tree(*rows)[verb])
    assert found is not None
    assert found.text == cue


def test_that_with_another_object_opens_reported_speech() -> None:
    """A relative pronoun would be the only object."""
    told = tree(*TOLD)
    assert english.that_clause(told[3]) == told[1]
    assert english.that_clause(tree(*TOLD[:4])[3]) is None


def test_object_of_two_verbs() -> None:
    """An object behind the second verb belongs to both."""
    joined = tree(
        ("Turkey", "PROPN", 1, "nsubj"),
        ("attacked", "VERB", 1, "ROOT"),
        ("and", "CCONJ", 3, "cc"),
        ("occupied", "VERB", 1, "conj"),
        ("Afrin", "PROPN", 1, "obj"),
    )
    assert english.shared_object(joined[3]) == [joined[4]]
    assert english.shared_object(joined[1]) == []


def test_noun_that_only_describes() -> None:
    """In "aid workers" nobody gets aid."""
    aid, workers = tree(("aid", "NOUN", 1, "compound"), ("workers", "NOUN", 1, "ROOT"))
    assert (english.only_describes(aid), english.only_describes(workers)) == (True, False)
