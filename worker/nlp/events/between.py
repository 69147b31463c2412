"""What one given side does to another: the type of the trigger that best joins two marked phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from worker.domain.actor import Actor
from worker.domain.event import EventType
from worker.languages.cues import Cues
from worker.languages.plover import plover
from worker.languages.triggers import Triggers
from worker.nlp.events.match import Match, matches
from worker.nlp.events.modality import modality
from worker.nlp.events.slots import Slots, slots

#: Characters, start inclusive, end exclusive.
Range = tuple[int, int]
#: What a side in its slot is worth against one arc of the tree between trigger and phrase.
_IN_SLOT = 6


@dataclass(frozen=True, slots=True)
class Joint:
    """The trigger between two phrases: its type, and what modality turns that into."""

    type: EventType
    resolved_type: EventType
    lemma: str


def between(
    doc: Doc, source: Sequence[Range], target: Sequence[Range], triggers: Triggers, cues: Cues
) -> Joint | None:
    """The trigger that joins the phrases at ``source`` and ``target``, None where there is none."""
    found = [match for sentence in doc.sents for match in matches(sentence, triggers, cues)]
    outside = [m for m in found if not _inside(m.token, (*source, *target))] or found
    if not outside:
        return None
    ends = _tokens(doc, source), _tokens(doc, target)
    best = min(
        outside, key=lambda m: (_distance(m, slots(m, cues), source, target, ends), m.token.i)
    )
    reading = modality(best, cues).modality
    resolved = plover().resolve(
        best.trigger.type, future=reading == "future", negated=reading == "negated"
    )
    return Joint(best.trigger.type, resolved, best.lemma)


def _distance(
    match: Match,
    sides: Slots,
    source: Sequence[Range],
    target: Sequence[Range],
    ends: tuple[list[Token], list[Token]],
) -> int:
    """Arcs from the trigger to both phrases, less a bonus for each that fills its slot."""
    arcs = sum(min((_arcs(match.token, end) for end in side), default=0) for side in ends)
    fits = _fills(sides.sources, source) + _fills(sides.targets, target)
    return arcs - _IN_SLOT * fits


def _fills(actors: Iterable[Actor], ranges: Sequence[Range]) -> bool:
    return any(a.span.start < end and start < a.span.end for a in actors for start, end in ranges)


def _arcs(one: Token, other: Token) -> int:
    """The length of the path between two tokens in the tree; tokens of other sentences are far off."""
    above = [one.i, *(token.i for token in one.ancestors)]
    for steps, token in enumerate([other, *other.ancestors]):
        if token.i in above:
            return steps + above.index(token.i)
    return 2 * _IN_SLOT


def _tokens(doc: Doc, ranges: Sequence[Range]) -> list[Token]:
    """The tokens of the ranges whose heads lie outside them."""
    inside = [t for t in doc if _inside(t, ranges) and not t.is_space]
    places = {t.i for t in inside}
    return [t for t in inside if t.head.i not in places or t.head == t]


def _inside(token: Token, ranges: Iterable[Range]) -> bool:
    return any(start <= token.idx < end for start, end in ranges)
