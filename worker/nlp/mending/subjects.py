"""The component ``ew_subject_mender``: one subject a verb, and none in the accusative or dative.

German has its subject on either side of the verb, and the parser calls what comes first the subject too
often: "Die Vorwürfe wies der Minister zurück", "warf der Linken Verrat vor". Articles and pronouns show
the case, the finite verb the number; where both leave it open the first one is the subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from worker.languages.cues import cues
from worker.nlp.mending.cases import ALL, cases, feature, may_be_nominative

_SUBJECTS = ("nsubj", "nsubj:pass")
_NOMINAL = ("NOUN", "PROPN", "PRON")
#: They go with a subject and are none of their own ("die alle gingen").
_FLOATING = frozenset({"alle", "alles", "beide", "beides", "selbst", "jeder", "jede", "jedes"})
#: Verbs whose second nominative is what the first one is or becomes.
_COPULAS = frozenset({"sein", "werden", "bleiben", "heißen", "scheinen"})
#: Points in time when they have no article.
_TIMES = frozenset({"Anfang", "Mitte", "Ende"})


def mend(doc: Doc) -> Doc:
    """Relabel what cannot be the subject of its verb; only a name beside its title changes its head."""
    for token in doc:
        if (
            token.is_space
        ):  # a line's end is a token, which the parser hangs on the verb like any other
            token.dep_ = "dep"
    holders = dict.fromkeys(token.head.i for token in doc if token.dep_ in _SUBJECTS)
    for place in holders:
        _mend(doc[place])
    for place in dict.fromkeys(token.head.i for token in doc if token.dep_ == "obj"):
        _promote(doc[place])
    return doc


def _mend(verb: Token) -> None:
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if not all(subject.pos_ in _NOMINAL for subject in subjects):
        return
    for subject in [one for one in subjects if not may_be_nominative(one) or _is_time(one)]:
        _relabel(subject, verb)
        subjects.remove(subject)
    _exchange(verb, subjects)
    if len(subjects) > 1:
        subjects = [one for one in subjects if not _is_beside(one, subjects)]
    if len(subjects) > 1 and verb.pos_ == "VERB" and verb.lemma_ not in _COPULAS:
        kept = _chosen(verb, subjects)
        for other in subjects:
            if other != kept and _may_be_other(other):
                _relabel(other, verb)


def _promote(verb: Token) -> None:
    """Take the first of two objects for the subject that the verb lacks: none has two of them."""
    objects = [c for c in verb.children if c.dep_ == "obj" and c.pos_ in ("NOUN", "PROPN")]
    if len(objects) != 2 or verb.pos_ != "VERB" or verb.dep_ == "conj" or _is_complete(verb):
        return
    fit = (one for one in objects if "N" in cases(one) and _agrees(one, verb))
    first = next((one for one in fit if not cues("de").is_time(one.lower_)), None)
    if first is not None:
        first.dep_ = "nsubj"


def _is_complete(verb: Token) -> bool:
    """Whether a verb has a subject, or needs none: it is not finite, or passive."""
    beside = {child.dep_ for child in verb.children}
    finite = any(_is_finite(t) for t in (verb, *verb.children) if t.pos_ in ("VERB", "AUX"))
    return not finite or not beside.isdisjoint((*_SUBJECTS, "csubj", "expl", "aux:pass"))


def _is_time(noun: Token) -> bool:
    """Whether no one acts: "Mitte Dezember", "Ende der Woche"."""
    return noun.text in _TIMES and not any(child.dep_ == "det" for child in noun.lefts)


def _is_beside(noun: Token, subjects: Sequence[Token]) -> bool:
    """Relabel what stands beside the subject: its name, the topic of a headline, "es" in its place."""
    for other in subjects:
        if _is_named(other, noun):
            noun.head, noun.dep_ = other, "appos"
            return True
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if following.text == ":" and noun.i < noun.head.i:
        noun.dep_ = "parataxis"
    elif noun.text in ("Es", "es") and _is_finite(following):
        noun.dep_ = "expl"
    return noun.dep_ not in _SUBJECTS


def _is_named(noun: Token, name: Token) -> bool:
    """Whether one names the other: "Finanzminister" and "Theo Waigel"."""
    bare = name.pos_ == "PROPN" and name.left_edge == name
    return bare and noun.pos_ == "NOUN" and noun.right_edge.i + 1 == name.i


def _may_be_other(noun: Token) -> bool:
    """Whether a second subject can be something else: not "er", nor what a passive verb names so."""
    possible = cases(noun)
    if noun.dep_ == "nsubj:pass" and "N" in possible:
        return False
    return noun.lower_ not in _FLOATING and possible != {"N"}


def _exchange(verb: Token, subjects: Sequence[Token]) -> None:
    """Let an object that can only be a nominative change places with the subject: "… der Minister"."""
    objects = [child for child in verb.children if child.dep_ == "obj" and child.pos_ in _NOMINAL]
    if len(objects) != 1 or len(subjects) > 1 or verb.pos_ != "VERB":
        return
    (target,) = objects
    if cases(target) != {"N"} or not _agrees(target, verb):
        return
    if not subjects:
        target.dep_ = "nsubj"
    elif subjects[0].dep_ == "nsubj" and "A" in cases(subjects[0]):
        target.dep_ = "nsubj"
        subjects[0].dep_ = "expl" if subjects[0].lower_ == "es" else "obj"


def _chosen(verb: Token, subjects: Sequence[Token]) -> Token:
    """The likeliest of several subjects: it agrees with the verb, and has the fewest other cases."""
    possible = [one for one in subjects if "N" in cases(one)] or subjects
    agreeing = [one for one in possible if _agrees(one, verb)] or possible
    certain = [one for one in agreeing if cases(one) == {"N"}]
    # Without an article to go by, the tagger's word is better than none.
    bare = cases(agreeing[0]) == ALL
    named = [one for one in agreeing if bare and feature(one, "Case") == "Nom"]
    return (certain or named or agreeing)[0]


def _agrees(noun: Token, verb: Token) -> bool:
    """Whether the finite verb has the noun's number, as far as both are known."""
    if any(child.dep_ == "conj" for child in noun.children):
        return True
    numbers = {feature(noun, "Number"), _number(verb)}
    return None in numbers or len(numbers) == 1


def _number(verb: Token) -> str | None:
    finite = (t for t in (verb, *verb.children) if t.pos_ in ("VERB", "AUX") and _is_finite(t))
    return next((feature(token, "Number") for token in finite), None)


def _is_finite(token: Token) -> bool:
    return feature(token, "Mood") is not None


def _relabel(noun: Token, verb: Token) -> None:
    """What a noun is that is no subject: a dative is an oblique, anything else the object."""
    taken = any(child.dep_ == "obj" and child.lower_ != "sich" for child in verb.children)
    accusative = "A" in cases(noun) and not taken and noun.dep_ == "nsubj" and not _is_time(noun)
    noun.dep_ = "obj" if accusative else "obl"


@Language.component(
    "ew_subject_mender", assigns=["token.dep"], requires=["token.dep", "token.morph"]
)
def mend_subjects(doc: Doc) -> Doc:
    """Mend the subjects of a parsed German Doc."""
    return mend(doc)
