"""The two sides of an event: what fills them, what may not stay in them, and why one is empty."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from worker.domain.actor import Actor, Sector
from worker.domain.event import EventType, Missing, Slot
from worker.languages.cues import Cues
from worker.nlp.events import arguments, borders, grammar, words
from worker.nlp.events.match import Match
from worker.nlp.events.parties import is_political, parties
from worker.nlp.tokens import Token

#: Two who meet face each other; more than two are one list of sources.
_TWO = 2
#: What states do with each other.
_TALKS: frozenset[EventType] = frozenset({"CONSULT", "AGREE"})
#: What states do for rebels abroad, and who those are.
_BACKING: frozenset[EventType] = frozenset({"SUPPORT", "AID", "COOPERATE"})
_REBELS: frozenset[Sector] = frozenset({"REB", "UAF", "OPP"})
_EACH_OTHER = frozenset({"einander", "gegenseitig", "wechselseitig", "each", "mutually"})


@dataclass(frozen=True, slots=True)
class Slots:
    """Both sides of an event and, where one is empty, why."""

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    missing: dict[Slot, Missing] = field(default_factory=dict)

    def is_political(self) -> bool:
        """Whether at least one side is a political actor."""
        return any(is_political(actor) for actor in (*self.sources, *self.targets))


def checked(match: Match, sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> Slots:
    """Both sides as they may stand; an empty one with the reason."""
    missing: dict[Slot, Missing] = {}
    sources, targets = (_near(match.token, actors) for actors in (sources, targets))
    mutual = match.trigger.requires == "reciprocal" or _is_mutual(match.token)
    if mutual and len(sources) == _TWO and not targets:
        sources, targets = sources[:1], sources[1:]
    if match.trigger.type == "MOBILIZE" and _is_at_home(sources, targets):
        targets = ()
    targets = _outside(match.trigger.type, sources, targets)
    if match.trigger.type in _TALKS:
        sources = _not_itself(sources, targets)
    if not sources:
        missing["source"] = "not_mentioned"
    if not targets:
        both = mutual and len(sources) > 1
        missing["target"] = "reciprocal" if both else "not_mentioned"
    return Slots(sources, targets, missing)


def _near(trigger: Token, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors on the trigger's side of the borders between main clauses."""
    return tuple(a for a in actors if not borders.apart(trigger, a.span.start))


def _not_itself(sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The sources; who meets a country that is named is not of it only because it is named."""
    named = {actor.code for actor in targets if actor.head is None and actor.code is not None}
    return tuple(
        replace(actor, code=None, id=None, name=None, head=None, no_code="unknown")
        if actor.head is not None and actor.code in named
        else actor
        for actor in sources
    )


def _outside(
    name: EventType, sources: tuple[Actor, ...], targets: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The targets; nobody is one's own people only because one is named.

    So are not those whom an armed group holds or kills, nor the rebels whom a state supports.
    """
    groups = {actor.code for actor in sources if actor.sector == "UAF"}
    backers = {actor.code for actor in sources} if name in _BACKING else set()

    def apart(actor: Actor) -> bool:
        backed = actor.code in backers and actor.sector in _REBELS
        return actor.head is not None and (backed or actor.code in groups)

    return tuple(
        replace(actor, code=None, id=None, name=None, head=None, no_code="unknown")
        if apart(actor)
        else actor
        for actor in targets
    )


def _is_at_home(sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> bool:
    """Whether where forces go is their own country, at which nothing is aimed."""
    own = {actor.code for actor in sources}
    return all(actor.code in own for actor in targets)


def _is_mutual(verb: Token) -> bool:
    """Whether the two of a subject do it to each other."""
    return any(child.lower_ in _EACH_OTHER for child in verb.children)


def heads_at(token: Token, places: tuple[str, ...], cues: Cues) -> list[Token]:
    """The heads of all phrases at these places, coordinated ones apart."""
    return [
        one
        for place in places
        for head in arguments.arguments(token, place, cues)
        for one in grammar.conjuncts(head)
    ]


def first(places: list[list[Token]], taken: tuple[Actor, ...], cues: Cues) -> tuple[Actor, ...]:
    """The actors at the first place that names a political one, else the first that names anybody."""
    spans = {actor.span for actor in taken}
    anybody: tuple[Actor, ...] = ()
    for heads in filter(None, places):
        actors = tuple(actor for actor in parties(heads, cues) if actor.span not in spans)
        if any(is_political(actor) for actor in actors):
            return actors
        anybody = anybody or actors
    return anybody


def sides_between(head: Token, cues: Cues) -> list[Token]:
    """The two sides of a "zwischen", of a noun or of the verb that says that it took place."""
    if head.pos_ not in ("NOUN", "PROPN", "VERB", "AUX"):
        return []
    return [c for c in head.children if cues.has("between", words.preposition(c) or "")]
