"""Within-article continuation: what an earlier sentence says about "er", "Rjabkow" or "die Armee"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from worker.nlp.actors.evidence import DOMESTIC, Evidence, evidence, linked
from worker.nlp.actors.introduced import Earlier, introduced, told
from worker.nlp.actors.known import known
from worker.nlp.actors.phrases import phrase
from worker.nlp.layout import layout
from worker.nlp.mentions import Mention
from worker.nlp.tokens import Doc, Token

_PERSONAL = frozenset({"er", "ihn", "ihm", "sie", "he", "him", "she", "they", "them"})
_ONE_PERSON = frozenset({"er", "ihn", "ihm", "he", "him", "she"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "sb"})
#: Verbs whose "it" stands for nobody.
_EXPLETIVE = frozenset(
    {"seem", "appear", "take", "remain", "come", "look", "happen", "turn", "mean", "follow", "emerge", "rain"}
)  # fmt: skip
_PERSONS = ("PER", "PERSON")
#: A chain of pronouns is followed over at most this many sentences.
_CHAIN = 3
_TWICE = 2
#: Subjects that a pronoun is compared with: a sentence full of them must not cost their square.
_FEW = 24
_ANTECEDENTS = "ew_antecedents"
_SUBJECT_PLACES = "ew_subjects"


def continued(doc: Doc, found: Evidence) -> Earlier | None:
    """The earlier mention that a phrase without a code of its own takes up, if exactly one can be."""
    if found.head.pos_ == "PRON" and (found.head.lower_ in _PERSONAL or _is_own_it(found.head)):
        return _antecedent(found.head, _CHAIN)
    if found.role is not None:
        return (
            _said_with(doc, found)
            or _located(doc, found)
            or (_home(doc, found) if found.role.code is None else None)
        )
    return _surname(doc, found)


def _is_own_it(pronoun: Token) -> bool:
    """Whether "it" stands for a country or an army: in what they say, or as whoever acts in a sentence.

    "denied that it had ...", "It accuses Beijing"; not "It seems", "It was announced that ...".
    """
    verb = pronoun.head
    if pronoun.lower_ != "it" or pronoun.dep_ not in _SUBJECTS:
        return False
    acts = pronoun.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.lemma_ not in _EXPLETIVE
    return verb.dep_ == "ccomp" or (verb.head == verb and acts)


def _antecedent(pronoun: Token, depth: int) -> Earlier | None:
    """The only subject with a code before the pronoun in its sentence, else in the one before."""
    read = pronoun.doc.user_data.setdefault(_ANTECEDENTS, {})
    if (pronoun.i, depth) not in read:
        read[pronoun.i, depth] = _found_before(pronoun, depth)
    found: Earlier | None = read[pronoun.i, depth]
    return found


def _found_before(pronoun: Token, depth: int) -> Earlier | None:
    start, _ = layout(pronoun.doc).sentence(pronoun.i)
    before = [s for s in _subjects(pronoun.doc, start, pronoun.i) if s.head != pronoun.head]
    found = list(_actors(before, pronoun, depth))
    if not found and start > 0:
        previous, end = layout(pronoun.doc).sentence(start - 1)
        found = list(_actors(_subjects(pronoun.doc, previous, end), pronoun, depth))
    return found[0] if len({one.link.code for one in found}) == 1 else None


def _subjects(doc: Doc, start: int, end: int) -> list[Token]:
    """The last subjects of the tokens ``start`` to ``end``, at most _FEW."""
    if _SUBJECT_PLACES not in doc.user_data:
        doc.user_data[_SUBJECT_PLACES] = [t.i for t in doc if t.dep_ in _SUBJECTS]
    places: list[int] = doc.user_data[_SUBJECT_PLACES]
    first, last = bisect_left(places, start), bisect_left(places, end)
    return [doc[i] for i in places[max(first, last - _FEW) : last]]


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
    """A subject's own code; "er", "he" and "she" take up a person only, "it" none."""
    found = evidence(subject.doc, *phrase(subject))
    if pronoun.lower_ in _ONE_PERSON and not _is_person(found):
        return None
    if pronoun.lower_ == "it" and _is_named(found):
        return None
    return told(found) or _surname(subject.doc, found)


def _is_person(found: Evidence) -> bool:
    singular = "Plur" not in found.head.morph.get("Number", [])
    return _is_named(found) or (found.role is not None and singular and _may_be_he(found.head))


def _is_named(found: Evidence) -> bool:
    """Whether a phrase is a person's name, or has one."""
    labels = (token.ent_type_ for token in found.head.doc[found.first : found.last])
    known = found.mention is not None and found.mention.kind == "person"
    return known or any(label in _PERSONS for label in labels)


def _may_be_he(role: Token) -> bool:
    """Whether "er", "he" or "she" may stand for a role; English nouns have no gender."""
    gender = role.morph.get("Gender", [])
    return "Masc" in gender if role.doc.lang_ == "de" else not gender


def _surname(doc: Doc, found: Evidence) -> Earlier | None:
    """Who was introduced earlier under this surname, with a title or country that gave a code."""
    if found.head.pos_ != "PROPN":
        return None
    return introduced(doc, "name", doc[found.last - 1], before=found.first)


def _said_with(doc: Doc, found: Evidence) -> Earlier | None:
    """The nearest earlier phrase with the same role noun and a country ("russische Armee")."""
    return introduced(doc, "role", found.head, before=found.first)


def _located(doc: Doc, found: Evidence) -> Earlier | None:
    """The only country that the sentence names as a place, for those who act where they live."""
    if found.role is None or found.role.sector not in DOMESTIC:
        return None
    start, end = layout(doc).sentence(found.head.i)
    places = [
        m
        for m in linked(doc, start, end)
        if m.kind in ("name", "capital", "place")
        and m.start > start
        and doc[m.start - 1].lower_ == "in"
    ]
    return _single(places, found)


def _home(doc: Doc, found: Evidence) -> Earlier | None:
    """The country the article is about so far: the only one named, or twice and two thirds of all.

    The second does not hold for someone who has a name ("Präsident Gusmão", "UNMISS-Truppen").
    """
    leading = known(doc).leading(found.first)
    if leading is None or leading.mention.link is None:
        return None
    if leading.count < leading.total and (
        _has_name(doc, found) or leading.count < _TWICE or leading.count * 3 < leading.total * 2
    ):
        return None
    nearest = leading.mention
    return Earlier(leading.mention.link, found.sector(), nearest.start, nearest.end)


def _has_name(doc: Doc, found: Evidence) -> bool:
    return any(t.pos_ == "PROPN" or "-" in t.text for t in doc[found.first : found.last])


def _single(mentions: list[Mention], found: Evidence) -> Earlier | None:
    if len({m.link.code for m in mentions if m.link}) != 1:
        return None
    nearest = mentions[-1]
    if nearest.link is None:
        return None
    return Earlier(nearest.link, found.sector(), nearest.start, nearest.end)
