"""The sides of an event that a noun names ("Angriff Israels auf …", "flog Angriffe gegen …")."""

from __future__ import annotations

from worker.domain.actor import Actor
from worker.languages.cues import Cues
from worker.nlp.events import arguments, grammar, words
from worker.nlp.events.filling import Slots, checked, first, heads_at, sides_between
from worker.nlp.events.match import Match
from worker.nlp.events.parties import adjective, parties
from worker.nlp.tokens import Token


def of_noun(match: Match, cues: Cues) -> Slots:
    """Fill both sides of a match whose trigger is a noun, from its own phrase and the verb above it."""
    noun, trigger = match.token, match.trigger
    between = sides_between(noun, cues) or _carried_between(noun, cues) * (
        trigger.requires == "reciprocal"
    )
    if between:
        heads = [one for head in between for one in grammar.conjuncts(head)]
        return checked(match, parties(heads, cues), ())
    aimed = [heads_at(noun, (place,), cues) for place in trigger.target]
    if "poss" in trigger.target:
        targets = first(aimed, (), cues)
        return checked(match, _noun_sources(match, targets, cues), targets)
    sources = _noun_sources(match, (), cues)
    targets = first(aimed + _carried(match, cues), sources, cues)
    if trigger.type == "CONSULT" and targets and not sources:
        sources = first([_attending(noun, cues)], targets, cues)
    return checked(match, sources, targets)


def _carried_between(noun: Token, cues: Cues) -> list[Token]:
    """The two sides that hang on the verb of the noun, or on what goes with it ("took place between")."""
    found = sides_between(noun.head, cues)
    for other in words.children(noun.head, "obj") * (not found):
        found = sides_between(other, cues)
    return found


def _noun_sources(match: Match, taken: tuple[Actor, ...], cues: Cues) -> tuple[Actor, ...]:
    noun = match.token
    places = [p for p in match.trigger.source if p != "adj"]
    aimed = [h for p in match.trigger.target if p != "poss" for h in heads_at(noun, (p,), cues)]
    holders = [[h for h in heads_at(noun, (p,), cues) if h not in aimed] for p in places]
    found = first(holders, taken, cues)
    if found:
        return found
    national = adjective(noun) if "adj" in match.trigger.source else None
    if national is not None:
        return (national,)
    return first([_supporters(noun, cues)], taken, cues)


def _attending(noun: Token, cues: Cues) -> list[Token]:
    """Who does something at a meeting with others has met them ("sagte X bei einem Treffen mit Y")."""
    verb = noun.head
    if verb.pos_ != "VERB" or words.dep(noun) != "obl" or grammar.is_passive(verb):
        return []
    return arguments.subjects(verb, cues)


def _supporters(noun: Token, cues: Cues) -> list[Token]:
    """The subject of the verb that carries the noun ("flog Angriffe"), or that "seine" points to."""
    verb = noun.head
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    owned = any(words.has(c, "Poss", "Yes") for c in words.children(noun, "det"))
    if not owned and not cues.has("support", words.lemma(verb)):
        return []
    if words.dep(noun) == "obj" or owned:
        return [] if grammar.is_passive(verb) else arguments.subjects(verb, cues)
    if noun.dep_ == "nsubj:pass":
        return [c for c in verb.children if c.dep_ == "obl:agent"]
    return []


def _carried(match: Match, cues: Cues) -> list[list[Token]]:
    """Prepositional targets that hang on the verb that carries the noun."""
    noun, verb = match.token, match.token.head
    if words.dep(noun) not in ("obj", "nsubj") or not cues.has("support", words.lemma(verb)):
        return []
    places = [p for p in match.trigger.target if p not in ("obj", "dat", "subj", "poss", "adj")]
    return [heads_at(verb, (place,), cues) for place in places]
