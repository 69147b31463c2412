"""The trigger that best joins two marked phrases, as the rules of the event coder see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worker.domain.actor import Actor
from worker.domain.event import EventType, Modality
from worker.languages.cues import Cues
from worker.languages.plover import plover
from worker.nlp.events.filling import Slots
from worker.nlp.events.match import Match
from worker.nlp.events.modality import modality
from worker.nlp.events.slots import slots
from worker.nlp.relations.question import Range
from worker.nlp.relations.view import View
from worker.nlp.tokens import Token

#: What a side in its slot is worth against one arc of the tree between trigger and phrase.
_IN_SLOT = 6
#: The distance of a phrase in another sentence.
_FAR = 12


@dataclass(frozen=True, slots=True)
class Joint:
    """The trigger between two phrases; ``distance`` counts arcs, negative where it fills a slot."""

    match: Match
    distance: int
    modality: Modality

    @property
    def type(self) -> EventType:
        """What the trigger names."""
        return self.match.trigger.type

    @property
    def resolved_type(self) -> EventType:
        """What the modality makes of it."""
        ahead, denied = self.modality == "future", self.modality == "negated"
        return plover().resolve(self.type, future=ahead, negated=denied)


def joint(view: View, found: Sequence[Match], cues: Cues) -> Joint | None:
    """The one of ``found`` that joins the phrases of ``view``, None where there is none."""
    if not found:
        return None
    distances = [(_distance(match, slots(match, cues), view), match.token.i) for match in found]
    place = min(range(len(found)), key=distances.__getitem__)
    best = found[place]
    return Joint(best, distances[place][0], modality(best, cues).modality)


def _distance(match: Match, sides: Slots, view: View) -> int:
    """Arcs from the trigger to both phrases, less a bonus for each that fills its slot."""
    ends = view.source.heads, view.target.heads
    arcs = sum(min((_arcs(match.token, end) for end in side), default=0) for side in ends)
    fits = _fills(sides.sources, view.source.ranges) + _fills(sides.targets, view.target.ranges)
    return arcs - _IN_SLOT * fits


def _fills(actors: Iterable[Actor], ranges: Sequence[Range]) -> bool:
    return any(a.span.start < end and start < a.span.end for a in actors for start, end in ranges)


def _arcs(one: Token, other: Token) -> int:
    """The length of the path between two tokens in the tree; tokens of other sentences are far off."""
    above = [one.i, *(token.i for token in one.ancestors)]
    for steps, token in enumerate([other, *other.ancestors]):
        if token.i in above:
            return steps + above.index(token.i)
    return _FAR
