"""Who did it and to whom: the slots of an event, from the clause of its trigger."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from worker.domain.actor import Actor
from worker.domain.event import Missing, Slot
from worker.languages.cues import Cues
from worker.nlp.events import borders, grammar, words
from worker.nlp.events.match import Match
from worker.nlp.events.parties import adjective, is_political, parties, party

#: Types whose stated reason names whom they are aimed at ("droht angesichts der Manöver der Nato").
#: Two who meet face each other; more than two are one list of sources.
_TWO = 2
_EACH_OTHER = frozenset({"einander", "gegenseitig", "wechselseitig", "each", "mutually"})
#: Types whose infinitive unfolds what they threaten or refuse, and where it names whom that concerns.
_UNFOLDED = frozenset({"THREATEN", "REJECT"})
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
)
_REASONED = frozenset({"THREATEN", "ACCUSE"})


@dataclass(frozen=True, slots=True)
class Slots:
    """Both sides of an event and, where one is empty, why."""

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    missing: dict[Slot, Missing] = field(default_factory=dict)

    def is_political(self) -> bool:
        """Whether at least one side is a political actor."""
        return any(is_political(actor) for actor in (*self.sources, *self.targets))


def slots(match: Match, cues: Cues) -> Slots:
    """Fill both sides of a match from its own clause."""
    if match.is_noun:
        return _of_noun(match, cues)
    sources = parties(_sources_of_verb(match, cues), cues) or _of_companion(match, cues)
    targets = (
        _first(_targets_of_verb(match, cues), sources, cues)
        or _of_infinitive(match, sources, cues)
        or _reason(match, sources, cues)
    )
    return _checked(match, sources, targets)


def _checked(match: Match, sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> Slots:
    missing: dict[Slot, Missing] = {}
    sources, targets = (_near(match.token, actors) for actors in (sources, targets))
    mutual = match.trigger.requires == "reciprocal" or _is_mutual(match.token)
    if mutual and len(sources) == _TWO and not targets:
        sources, targets = sources[:1], sources[1:]
    if match.trigger.type == "MOBILIZE" and _is_at_home(sources, targets):
        targets = ()
    targets = _outside(sources, targets)
    if not sources:
        missing["source"] = "not_mentioned"
    if not targets:
        both = mutual and len(sources) > 1
        missing["target"] = "reciprocal" if both else "not_mentioned"
    return Slots(sources, targets, missing)


def _near(trigger: Token, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors on the trigger's side of the borders between main clauses."""
    return tuple(a for a in actors if not borders.apart(trigger, a.span.start))


def _outside(sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The targets; whom an armed group holds or kills is not its own people only because it is named."""
    groups = {actor.code for actor in sources if actor.sector == "UAF"}
    return tuple(
        replace(actor, code=None, id=None, name=None, head=None, no_code="unknown")
        if actor.code in groups and actor.head is not None
        else actor
        for actor in targets
    )


def _of_companion(match: Match, cues: Cues) -> tuple[Actor, ...]:
    """Whose act a passive without agent tells of ("Gespräche der USA werden fortgesetzt")."""
    noun = match.companion
    if noun is None or not match.acts or not grammar.is_passive(match.token):
        return ()
    heads = [one for head in _between(noun, cues) for one in grammar.conjuncts(head)]
    found = parties(heads, cues) or _first([_heads(noun, ("poss",), cues)], (), cues)
    national = None if found else adjective(noun)
    return found if national is None else (national,)


def _is_at_home(sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> bool:
    """Whether where forces go is their own country, at which nothing is aimed."""
    own = {actor.code for actor in sources}
    return all(actor.code in own for actor in targets)


def _is_mutual(verb: Token) -> bool:
    """Whether the two of a subject do it to each other."""
    return any(child.lower_ in _EACH_OTHER for child in verb.children)


def _sources_of_verb(match: Match, cues: Cues) -> list[Token]:
    verb = match.token
    if match.trigger.source:
        return _heads(verb, match.trigger.source, cues)
    if not grammar.is_passive(verb):
        return grammar.subjects(verb, cues) or _lone_object(verb)
    agents = [c for c in verb.children if c.dep_ == "obl:agent"] or [
        c
        for c in words.children(verb, "obl", "nmod")
        if cues.has("agent", words.preposition(c) or "")
    ]
    return [one for agent in agents for one in grammar.conjuncts(agent)]


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
            found.append(grammar.subjects(verb, cues) or _late_subject(verb))
        else:
            found.append(_heads(verb, (place,), cues))
        if match.companion is not None and place not in ("obj", "dat", "subj"):
            found.append(_heads(match.companion, (place,), cues))
    if not grammar.is_passive(verb) and {"obj", "dat"} & {*match.trigger.target}:
        found.append(_heads(verb, ("name",), cues))
    return [[head for head in heads if not _is_act(head, match, cues)] for heads in found]


def _late_subject(verb: Token) -> list[Token]:
    """The subject of a passive late in its clause, which the parser takes for another argument."""
    late = (c for c in words.children(verb, "obj", "obl", "nmod") if c.pos_ in ("NOUN", "PROPN"))
    found = next((c for c in late if words.preposition(c) is None), None)
    return [] if found is None else grammar.conjuncts(found)


def _heads(token: Token, places: tuple[str, ...], cues: Cues) -> list[Token]:
    return [
        one
        for place in places
        for head in grammar.arguments(token, place, cues)
        for one in grammar.conjuncts(head)
    ]


def _first(places: list[list[Token]], taken: tuple[Actor, ...], cues: Cues) -> tuple[Actor, ...]:
    """The actors at the first place that names a political one, else the first that names anybody."""
    spans = {actor.span for actor in taken}
    filled = [tuple(a for a in parties(heads, cues) if a.span not in spans) for heads in places]
    named = (actors for actors in filled if any(is_political(actor) for actor in actors))
    return next(named, next((actors for actors in filled if actors), ()))


def _of_infinitive(match: Match, taken: tuple[Actor, ...], cues: Cues) -> tuple[Actor, ...]:
    """Whom the infinitive names that says what is threatened or refused ("droht, Polen anzugreifen")."""
    if match.trigger.type not in _UNFOLDED:
        return ()
    infinitives = (c for c in words.children(match.token, "xcomp") if not grammar.own_subject(c))
    for verb in infinitives:
        places = [_heads(verb, (place,), cues) for place in _INFINITIVE_PLACES]
        found = _first(places, taken, cues)
        if any(is_political(actor) for actor in found):
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
        return list(parties(grammar.subjects(child, cues), cues))
    found = adjective(child)
    return [found] if found is not None else list(parties([child], cues))


def _of_noun(match: Match, cues: Cues) -> Slots:
    noun, trigger = match.token, match.trigger
    between = _between(noun, cues) or _between(noun.head, cues) * (trigger.requires == "reciprocal")
    if between:
        heads = [one for head in between for one in grammar.conjuncts(head)]
        return _checked(match, parties(heads, cues), ())
    aimed = [_heads(noun, (place,), cues) for place in trigger.target]
    if "poss" in trigger.target:
        targets = _first(aimed, (), cues)
        return _checked(match, _noun_sources(match, targets, cues), targets)
    sources = _noun_sources(match, (), cues)
    targets = _first(aimed + _carried(match, cues), sources, cues)
    if trigger.type == "CONSULT" and targets and not sources:
        sources = _first([_attending(noun, cues)], targets, cues)
    return _checked(match, sources, targets)


def _between(head: Token, cues: Cues) -> list[Token]:
    """The two sides of a "zwischen", of a noun or of the verb that says that it took place."""
    if head.pos_ not in ("NOUN", "PROPN", "VERB", "AUX"):
        return []
    return [c for c in head.children if cues.has("between", words.preposition(c) or "")]


def _noun_sources(match: Match, taken: tuple[Actor, ...], cues: Cues) -> tuple[Actor, ...]:
    noun = match.token
    places = [p for p in match.trigger.source if p != "adj"]
    aimed = [h for p in match.trigger.target if p != "poss" for h in _heads(noun, (p,), cues)]
    holders = [[h for h in _heads(noun, (p,), cues) if h not in aimed] for p in places]
    found = _first(holders, taken, cues)
    if found:
        return found
    national = adjective(noun) if "adj" in match.trigger.source else None
    if national is not None:
        return (national,)
    return _first([_supporters(noun, cues)], taken, cues)


def _attending(noun: Token, cues: Cues) -> list[Token]:
    """Who does something at a meeting with others has met them ("sagte X bei einem Treffen mit Y")."""
    verb = noun.head
    if verb.pos_ != "VERB" or words.dep(noun) != "obl" or grammar.is_passive(verb):
        return []
    return grammar.subjects(verb, cues)


def _supporters(noun: Token, cues: Cues) -> list[Token]:
    """The subject of the verb that carries the noun ("flog Angriffe"), or that "seine" points to."""
    verb = noun.head
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    owned = any(words.has(c, "Poss", "Yes") for c in words.children(noun, "det"))
    if not owned and not cues.has("support", words.lemma(verb)):
        return []
    if words.dep(noun) == "obj" or owned:
        return [] if grammar.is_passive(verb) else grammar.subjects(verb, cues)
    if noun.dep_ == "nsubj:pass":
        return [c for c in verb.children if c.dep_ == "obl:agent"]
    return []


def _carried(match: Match, cues: Cues) -> list[list[Token]]:
    """Prepositional targets that hang on the verb that carries the noun."""
    noun, verb = match.token, match.token.head
    if words.dep(noun) not in ("obj", "nsubj") or not cues.has("support", words.lemma(verb)):
        return []
    places = [p for p in match.trigger.target if p not in ("obj", "dat", "subj", "poss", "adj")]
    return [_heads(verb, (place,), cues) for place in places]
