"""Whom a verb of saying makes the speaker: its subject, on whom the press relies, whose statement it is."""

from __future__ import annotations

from worker.languages.cues import Cues
from worker.nlp.events import arguments, names, words
from worker.nlp.events.media import medium
from worker.nlp.events.quotation import quotation
from worker.nlp.events.statements import Attribution, owner
from worker.nlp.tokens import Token

#: How a clause of saying opens that frames another ("Wie X mitteilte").
_LIKE = frozenset({"wie", "as"})
#: How the press names whom it has it from.
_CITING = frozenset({"citing", "quoting"})
_RELYING = frozenset({"Berufung", "Verweis", "Hinweis"})


def said(speech: Token, clause: Token, cues: Cues) -> Attribution | None:
    """Who says ``clause`` by the verb ``speech``; None for "man" and nobody."""
    who = _compared(speech) or arguments.subjects(speech, cues) or _sources(speech, cues)
    if _is_it(who, speech):  # "heißt es aus dem Kreml"
        who = _origins(speech, cues)
    if not who or _is_press(who[0], cues):
        who = _cited(speech, cues) or who
    if not who or who[0].lower_ == "man":
        return None
    return Attribution(who[0], speech, quotation(clause), medium(speech, cues))


def _is_it(who: list[Token], speech: Token) -> bool:
    """Whether nobody says so but "es"."""
    named = who or words.children(speech, "expl")
    return bool(named) and named[0].lower_ in ("es", "it")


def _is_press(who: Token, cues: Cues) -> bool:
    """Whether the press says so: a word for a medium, or a name that is nobody's."""
    named = who.ent_type_ == "ORG" and names.actor_id(who) is None
    return named or cues.has("medium", who.lemma_)


def _cited(speech: Token, cues: Cues) -> list[Token]:
    """On whom the press relies ("unter Berufung auf X", "citing X")."""
    for clause in words.children(speech, "advcl"):
        if clause.lower_ in _CITING:
            return arguments.arguments(clause, "obj", cues)
    for phrase in words.children(speech, "obl", "nmod"):
        if phrase.lemma_ in _RELYING and words.preposition(phrase) == "unter":
            beside = (*words.children(phrase, "nmod"), *words.children(speech, "obl"))
            return [c for c in beside if words.preposition(c) == "auf" and c.i > phrase.i][:1]
    return []


def _sources(speech: Token, cues: Cues) -> list[Token]:
    """Whose statement something follows from ("wie aus einer Mitteilung der Armee hervorgeht")."""
    statements = [p for p in words.children(speech, "obl") if cues.has("statement", p.lemma_)]
    return [who for who in (owner(p, cues) for p in statements) if who is not None]


def _compared(speech: Token) -> list[Token]:
    """The subject that the parser takes for a comparison ("Wie der Kreml mitteilte, ...")."""
    phrases = words.children(speech, "obl", "nmod")
    return [p for p in phrases if p.i < speech.i and words.preposition(p) in _LIKE]


def _origins(speech: Token, cues: Cues) -> list[Token]:
    phrases = words.children(speech, "obl")
    places = {words.preposition(p) or "": p for p in reversed(phrases)}
    return [p for k, p in places.items() if k == "in" or cues.has("possessive", k)]


def opens_like(speech: Token) -> bool:
    """Whether a clause of saying opens with "wie" or "as"."""
    before = speech.doc[speech.left_edge.i : speech.i]
    opening = next((token for token in before if not token.is_punct), speech)
    return opening.lower_ in _LIKE
