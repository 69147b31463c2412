"""The verbs a trigger depends on for its mood and tense, and the clauses above it."""

from __future__ import annotations

from collections.abc import Iterator

from worker.languages.cues import Cues
from worker.nlp.events import clauses, grammar, words
from worker.nlp.events.match import Match
from worker.nlp.tokens import Token

_KEY = "ew_verbs"
#: Clauses above the trigger that are looked at for a condition, an intention, a report.
_DEPTH = 4
#: Verbs of one list that are looked at for the auxiliary they share.
_SHARED = 8


def verbs(match: Match) -> list[Token]:
    """The predicate of the trigger's clause, then the verb it shares its auxiliaries with."""
    verb = clauses.clause(match.token) if match.is_noun else match.token
    known: dict[int, list[Token]] = verb.doc.user_data.setdefault(_KEY, {})
    if verb.i not in known:
        known[verb.i] = _sharing(verb)
    return known[verb.i]


def _sharing(verb: Token) -> list[Token]:
    """A verb and those before it in its list, up to the one whose auxiliaries they share."""
    found = [verb]
    for _ in range(_SHARED):
        if words.dep(verb) != "conj" or words.auxiliaries(verb) or verb.head.pos_ != "VERB":
            break
        verb = verb.head
        found.append(verb)
    return found


def above(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (clause, governing verb) from the trigger's clause upward."""
    verb = token
    for _ in range(_DEPTH):
        if verb.head == verb:
            return
        yield verb, verb.head
        verb = verb.head


def is_said(verb: Token, cues: Cues) -> bool:
    """Whether a clause hangs on a verb of saying."""
    governor = governing(verb)
    embedded = governor != verb.head or words.dep(verb) in ("ccomp", "xcomp", "parataxis")
    return embedded and cues.has("speech", words.lemma(governor))


def governing(clause: Token) -> Token:
    """What a clause hangs on; the verb, where the parser hung reported speech on a noun beside it."""
    head = clause.head
    if words.dep(clause) != "acl" or head.pos_ not in ("NOUN", "PROPN"):
        return head
    marks = words.children(clause, "mark")
    named = any(mark.lower_ == "that" for mark in marks) and words.dep(head) in ("obj", "iobj")
    return clauses.clause(head) if named or grammar.is_reported(clause) else head
