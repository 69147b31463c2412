"""Constructions of English that its tags and trees show as something else: headlines, reduced clauses."""

from __future__ import annotations

from worker.nlp.events import words
from worker.nlp.tokens import Token

_NAMED = ("NOUN", "PROPN")


def is_reduced(verb: Token) -> bool:
    """Whether a participle stands for a passive relative clause ("troops sent to Mali")."""
    if not _is_english(verb) or words.dep(verb) != "acl" or verb.head.pos_ not in _NAMED:
        return False
    own = words.children(verb, "nsubj", "obj", "aux", "cop", "mark")
    return not own and verb.i > verb.head.i and _is_past(verb)


def is_cut_off(verb: Token) -> bool:
    """Whether the parser took the predicate of a sentence for a clause about its subject.

    "Saudi Arabia bombed positions": the name stands alone at the top, the verb has an object of its own.
    """
    name = verb.head
    topmost = name.head == name and name.pos_ == "PROPN" and verb.i == name.i + 1
    past = not verb.lower_.endswith("ing") and words.dep(verb) == "acl"
    return _is_english(verb) and topmost and past and bool(words.children(verb, "obj"))


def that_clause(verb: Token) -> Token | None:
    """The "that" that opens reported speech, which the parser takes for a second object at times."""
    objects = words.children(verb, "obj")
    openings = words.children(verb, "mark") + objects * (len(objects) > 1)
    return next((t for t in openings if t.lower_ == "that" and t.i < verb.i), None)


def is_misread_verb(token: Token) -> bool:
    """Whether the tagger took a verb for a noun: it has a subject, and an object or auxiliary."""
    if token.pos_ != "NOUN" or not _is_english(token):
        return False
    verbal = words.children(token, "obj", "aux") and words.children(token, "nsubj")
    return bool(verbal) and not words.children(token, "cop", "det")


def only_describes(noun: Token) -> bool:
    """Whether a noun stands before another that it describes ("aid workers")."""
    return _is_english(noun) and noun.pos_ == "NOUN" and noun.dep_ == "compound"


def is_headline_infinitive(verb: Token) -> bool:
    """Whether an infinitive hangs on its subject: a headline of what lies ahead ("Germany to send tanks")."""
    name = verb.head
    topmost = name.head == name and name.pos_ == "PROPN" and name.i < verb.i
    return _is_english(verb) and topmost and words.is_infinitive(verb)


def ahead(verb: Token) -> Token | None:
    """The word that puts an infinitive ahead: "is going to", or the "to" of a headline."""
    if not _is_english(verb):
        return None
    embedded = words.dep(verb) in ("xcomp", "advcl", "acl")
    if embedded and verb.head.lower_ == "going" and words.auxiliaries(verb.head):
        return verb.head
    alone = is_headline_infinitive(verb) if embedded else _is_predicate(verb)
    return words.children(verb, "mark")[0] if alone else None


def _is_predicate(verb: Token) -> bool:
    """Whether an infinitive with a subject before its "to" is all the verb that a headline has."""
    marks, subjects = words.children(verb, "mark"), words.children(verb, "nsubj")
    whole = len(marks) == 1 and marks[0].lower_ == "to" and bool(subjects)
    bare = all(aux.lower_ == "be" for aux in words.children(verb, "aux", "cop"))
    topmost = words.dep(verb) in ("ROOT", "conj", "parataxis")
    return whole and bare and topmost and subjects[0].i < marks[0].i


def shared_object(verb: Token) -> list[Token]:
    """The object behind the second of two verbs, which the parser hangs on the first alone."""
    if words.dep(verb) != "conj" or verb.head.pos_ != "VERB":
        return []
    return [c for c in verb.head.children if c.dep_ == "obj" and c.i > verb.i]


def object_ahead(verb: Token) -> list[Token]:
    """The object that stands behind the second of two verbs alone ("attacked and occupied Afrin")."""
    seconds = (c for c in words.children(verb, "conj") if c.pos_ == "VERB" and c.i == verb.i + 2)
    if not _is_english(verb):
        return []
    return [o for second in seconds for o in second.children if o.dep_ == "obj"]


def cleft(verb: Token) -> Token | None:
    """Who does it in "it was not A but B that did": the predicate, or what "but" sets against it."""
    predicate = verb.head
    subject = next(iter(words.children(predicate, "nsubj")), None)
    opens = [c for c in words.children(verb, "nsubj") if c.lower_ in ("that", "who")]
    if not _is_english(verb) or subject is None or subject.lower_ != "it" or not opens:
        return None
    against = (c for c in words.children(predicate, "conj") if c.i < opens[0].i)
    denied = any(c.lemma_ == "not" for c in words.children(predicate, "advmod"))
    return next(against, predicate) if denied and words.children(predicate, "cop") else predicate


def pseudo_cleft(verb: Token) -> list[Token]:
    """The object in "what Israel attacked was a depot": the predicate."""
    what = verb.head
    if not _is_english(verb) or what.lower_ != "what" or words.dep(verb) != "acl":
        return []
    if what.head == what:  # the parser takes either half for the predicate
        return [c for c in words.children(what, "nsubj") if c.i > verb.i]
    return [what.head] if words.dep(what) == "nsubj" else []


def _is_english(token: Token) -> bool:
    language: str = token.doc.lang_
    return language == "en"


def _is_past(verb: Token) -> bool:
    """Whether a participle is the past one; the treebanks mark the other one as past now and then."""
    # The tagger takes some of those without an auxiliary for finite.
    return words.has(verb, "Tense", "Past") and not verb.lower_.endswith("ing")
