"""Who did it and to whom: the slots of an event, from the clause of its trigger."""

from __future__ import annotations

from worker.domain.actor import Actor
from worker.languages.cues import Cues
from worker.nlp.events import arguments, grammar, words
from worker.nlp.events.filling import Slots, checked, first, heads_at, sides_between
from worker.nlp.events.match import Match
from worker.nlp.events.noun_slots import of_noun
from worker.nlp.events.parties import adjective, is_political, parties, party
from worker.nlp.tokens import Token

#: Types whose infinitive unfolds what they threaten or refuse, and where it names whom that concerns.
_UNFOLDED = frozenset({"THREATEN", "REJECT", "AGREE"})
_INFINITIVE_PLACES = (
    "obj",
    "dat",
    "name",
    "mit",
    "gegen",
    "auf",
    "on",
    "at",
    "with",
    "against",
    "nach",
    "to",
)
_TOGETHER = frozenset({"together", "gemeinsam", "zusammen"})
#: Types whose stated reason names whom they are aimed at ("droht angesichts der Manöver der Nato").
_REASONED = frozenset({"THREATEN", "ACCUSE"})


def slots(match: Match, cues: Cues) -> Slots:
    """Fill both sides of a match from its own clause."""
    if match.is_noun:
        return of_noun(match, cues)
    sources = parties(_sources_of_verb(match, cues), cues, placed=False) or _of_companion(
        match, cues
    )
    targets = (
        first(_targets_of_verb(match, cues), sources, cues)
        or _of_infinitive(match, sources, cues)
        or _reason(match, sources, cues)
    )
    return checked(match, sources, targets)


def _of_companion(match: Match, cues: Cues) -> tuple[Actor, ...]:
    """Whose act a passive without agent tells of ("Gespräche der USA werden fortgesetzt")."""
    noun = match.companion
    if noun is None or not match.acts or not grammar.is_passive(match.token):
        return ()
    heads = [one for head in sides_between(noun, cues) for one in grammar.conjuncts(head)]
    found = parties(heads, cues) or first([heads_at(noun, ("poss",), cues)], (), cues)
    national = None if found else adjective(noun)
    return found if national is None else (national,)


def _sources_of_verb(match: Match, cues: Cues) -> list[Token]:
    verb = match.token
    if match.trigger.source:
        return heads_at(verb, match.trigger.source, cues)
    if not grammar.is_passive(verb):
        found = arguments.subjects(verb, cues) or _lone_object(verb)
        return [*found, *_partners(match)] if found else found
    agents = [c for c in verb.children if c.dep_ == "obl:agent"] or [
        c
        for c in words.children(verb, "obl", "nmod")
        if cues.has("agent", words.preposition(c) or "")
    ]
    return [one for agent in agents for one in grammar.conjuncts(agent)]


def _partners(match: Match) -> list[Token]:
    """With whom the subject does it to others ("Estonia, together with Latvia, rejected ...")."""
    if match.trigger.requires == "reciprocal":
        return []
    doc, verb = match.token.doc, match.token
    near = [c for above in (verb, *verb.children) for c in words.children(above, "obl", "nmod")]
    cases = ((c, case) for c in near for case in words.children(c, "case"))
    found = (
        c
        for c, case in cases
        if case.lower_ in ("mit", "with") and case.i and doc[case.i - 1].lower_ in _TOGETHER
    )
    return [one for c in found for one in grammar.conjuncts(c)]


def _is_act(head: Token, match: Match, cues: Cues) -> bool:
    """Whether a phrase is the companion that names the act ("Sanktionen"), not whom it reaches."""
    if head != match.companion or not match.acts:
        return False
    actor = party(head, cues)
    if actor is None or actor.sector == "UNK":
        return True
    return not actor.span.start <= head.idx < actor.span.end


def _lone_object(verb: Token) -> list[Token]:
    """The object behind a finite verb that has no subject ("Positiv reagierte auch die Führung ...").

    German puts subjects there, and the parser takes some for objects.
    """
    finite = any(
        words.has(t, "VerbForm", "Fin") or words.has(t, "Mood", "Ind")
        for t in (verb, *words.auxiliaries(verb))
    )
    found = [c for c in words.children(verb, "obj") if c.pos_ in ("NOUN", "PROPN")]
    if verb.doc.lang_ != "de" or not finite or len(found) != 1:
        return []
    return grammar.conjuncts(found[0])


def _targets_of_verb(match: Match, cues: Cues) -> list[list[Token]]:
    """The phrases at each place of the target, of the verb and of the noun that completes it."""
    verb, found = match.token, []
    for place in match.trigger.target:
        if place == "obj" and grammar.is_passive(verb):
            found.append(arguments.subjects(verb, cues) or _late_subject(verb))
        else:
            found.append(heads_at(verb, (place,), cues))
        if match.companion is not None and place not in ("obj", "dat", "subj"):
            found.append(heads_at(match.companion, (place,), cues))
    if not grammar.is_passive(verb) and {"obj", "dat"} & {*match.trigger.target}:
        found.append(heads_at(verb, ("name",), cues))
    return [[head for head in heads if not _is_act(head, match, cues)] for heads in found]


def _late_subject(verb: Token) -> list[Token]:
    """The subject of a passive late in its clause, which the parser takes for another argument."""
    late = (c for c in words.children(verb, "obj", "obl", "nmod") if c.pos_ in ("NOUN", "PROPN"))
    found = next((c for c in late if words.preposition(c) is None), None)
    return [] if found is None else grammar.conjuncts(found)


def _of_infinitive(match: Match, taken: tuple[Actor, ...], cues: Cues) -> tuple[Actor, ...]:
    """Whom the infinitive names that says what is threatened or refused ("droht, Polen anzugreifen")."""
    if match.trigger.type not in _UNFOLDED:
        return ()
    below = words.children(match.token, "xcomp", "advcl")
    infinitives = (
        c
        for c in below
        if not grammar.own_subject(c) and (words.dep(c) == "xcomp" or words.is_infinitive(c))
    )
    own = {actor.code for actor in taken}
    for verb in infinitives:
        for place in _INFINITIVE_PLACES:
            found = first([heads_at(verb, (place,), cues)], taken, cues)
            if any(is_political(actor) and actor.code not in own for actor in found):
                return found
    return ()


def _reason(match: Match, sources: tuple[Actor, ...], cues: Cues) -> tuple[Actor, ...]:
    """Whom the stated reason names, when a threat or an accusation has no other target."""
    if match.trigger.type not in _REASONED:
        return ()
    codes = {actor.code for actor in sources}
    for child in match.token.children:
        for actor in _in_reason(child, cues):
            if actor.code is not None and actor.code not in codes:
                return (actor,)
    return ()


def _in_reason(child: Token, cues: Cues) -> list[Actor]:
    marks = [words.preposition(child), *(m.lemma_ for m in words.children(child, "mark"))]
    if not any(mark and cues.has("cause", mark) for mark in marks):
        return []
    if words.dep(child) == "advcl":
        return list(parties(arguments.subjects(child, cues), cues))
    found = adjective(child)
    return [found] if found is not None else list(parties([child], cues))
