"""Within-article continuation: what an earlier sentence says about "er", "Rjabkow" or "die Armee"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from worker.domain.actor import Link, Sector
from worker.nlp.actors.evidence import DOMESTIC, Evidence, evidence, linked
from worker.nlp.actors.phrases import phrase, top
from worker.nlp.mentions import Mention

_PERSONAL = frozenset({"er", "sie", "he", "she", "they"})
_ONE_PERSON = frozenset({"er", "he", "she"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "sb"})
_PERSONS = ("PER", "PERSON")
_NATIONAL = ("name", "adjective", "inhabitant", "capital", "seat", "place")
#: A chain of pronouns is followed over at most this many sentences.
_CHAIN = 3
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier phrase gives: its row, its sector, and the tokens that gave it."""

    link: Link
    sector: Sector
    start: int
    end: int


def continued(doc: Doc, found: Evidence) -> Earlier | None:
    """The earlier mention that a phrase without a code of its own takes up, if exactly one can be."""
    if found.head.lower_ in _PERSONAL and found.head.pos_ == "PRON":
        return _antecedent(found.head, _CHAIN)
    if found.role is not None:
        return (
            _said_with(doc, found)
            or _located(doc, found)
            or (_home(doc, found) if found.role.code is None else None)
        )
    return _surname(doc, found)


def _antecedent(pronoun: Token, depth: int) -> Earlier | None:
    """The only subject with a code before the pronoun in its sentence, else in the one before."""
    sentence = pronoun.sent
    here = [t for t in sentence if t.i < pronoun.i and t.dep_ in _SUBJECTS]
    found = list(_actors(here, pronoun, depth))
    if not found and sentence.start > 0:
        previous = pronoun.doc[sentence.start - 1].sent
        found = list(_actors([t for t in previous if t.dep_ in _SUBJECTS], pronoun, depth))
    return found[0] if len({one.link.code for one in found}) == 1 else None


def _actors(subjects: list[Token], pronoun: Token, depth: int) -> Iterator[Earlier]:
    for subject in subjects:
        if subject.pos_ == "PRON":
            earlier = (
                _antecedent(subject, depth - 1) if _same_word(subject, pronoun, depth) else None
            )
        else:
            earlier = _own(subject, pronoun)
        if earlier is not None:
            yield earlier


def _same_word(subject: Token, pronoun: Token, depth: int) -> bool:
    return depth > 0 and subject.lower_ == pronoun.lower_


def _own(subject: Token, pronoun: Token) -> Earlier | None:
    """A subject's own code; "er", "he" and "she" take up a person only."""
    found = evidence(subject.doc, *phrase(subject))
    if pronoun.lower_ in _ONE_PERSON and not _is_person(found):
        return None
    return _earlier(found) or _surname(subject.doc, found)


def _is_person(found: Evidence) -> bool:
    doc = found.head.doc
    labels = (token.ent_type_ for token in doc[found.first : found.last])
    if found.mention is not None and found.mention.kind == "person":
        return True
    singular = "Plur" not in found.head.morph.get("Number", [])
    return any(label in _PERSONS for label in labels) or (
        found.role is not None and singular and "Masc" in found.head.morph.get("Gender", [])
    )


def _earlier(found: Evidence) -> Earlier | None:
    if found.link is None:
        return None
    return Earlier(found.link, found.sector(), found.first, found.last)


def _surname(doc: Doc, found: Evidence) -> Earlier | None:
    """Who was introduced earlier under this surname, with a title or country that gave a code."""
    if found.head.pos_ != "PROPN":
        return None
    name = doc[found.last - 1].text
    for entity in reversed([e for e in doc.ents if e.end <= found.first and e.label_ in _PERSONS]):
        if _same_name(entity[-1].text, name):
            start = top(entity.root).left_edge.i
            introduced = _earlier(
                evidence(doc, start, max(entity.end, entity.root.right_edge.i + 1))
            )
            if introduced is not None:
                return introduced
    return None


def _same_name(one: str, other: str) -> bool:
    """Equal up to a genitive ending."""
    return one == other or one.rstrip("s'’") == other.rstrip("s'’")


def _said_with(doc: Doc, found: Evidence) -> Earlier | None:
    """The nearest earlier phrase with the same role noun and a country ("russische Armee")."""
    word = _role_word(found.head)
    for mention in reversed(doc._.mentions):
        if mention.end <= found.first and word == _role_word(doc[mention.end - 1]):
            token = doc[mention.end - 1]
            earlier = _earlier(evidence(doc, token.left_edge.i, token.right_edge.i + 1))
            if earlier is not None:
                return earlier
    return None


def _role_word(token: Token) -> str:
    return token.lemma_.rpartition("-")[2].lower()


def _located(doc: Doc, found: Evidence) -> Earlier | None:
    """The only country that the sentence names as a place, for those who act where they live."""
    if found.role is None or found.role.sector not in DOMESTIC:
        return None
    sentence = found.head.sent
    places = [
        m
        for m in linked(doc, sentence.start, sentence.end)
        if m.kind in ("name", "capital", "place")
        and m.start > sentence.start
        and doc[m.start - 1].lower_ == "in"
    ]
    return _single(places, found)


def _home(doc: Doc, found: Evidence) -> Earlier | None:
    """The country the article is about so far: the only one named, or twice and two thirds of all.

    The second does not hold for someone who has a name ("Präsident Gusmão", "UNMISS-Truppen").
    """
    named = [m for m in linked(doc, 0, found.first) if m.kind in _NATIONAL and m.link]
    codes = Counter(m.link.code for m in named if m.link)
    if not codes:
        return None
    code, count = codes.most_common(1)[0]
    if count < len(named) and (
        _has_name(doc, found) or count < _TWICE or count * 3 < len(named) * 2
    ):
        return None
    return _single([m for m in named if m.link and m.link.code == code], found)


def _has_name(doc: Doc, found: Evidence) -> bool:
    return any(t.pos_ == "PROPN" or "-" in t.text for t in doc[found.first : found.last])


def _single(mentions: list[Mention], found: Evidence) -> Earlier | None:
    if len({m.link.code for m in mentions if m.link}) != 1:
        return None
    nearest = mentions[-1]
    if nearest.link is None:
        return None
    return Earlier(nearest.link, found.sector(), nearest.start, nearest.end)
