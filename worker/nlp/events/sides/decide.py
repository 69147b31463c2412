"""What a chosen code makes of one side: the slot as it was, corrected within the clause, or implied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from worker.domain.actor import Actor
from worker.domain.event import Implied
from worker.languages.cues import Cues
from worker.nlp.events.sides import evidence
from worker.nlp.events.sides.case import NOBODY, Case, Side, codes, sure
from worker.nlp.events.sides.cast import Part


@dataclass(frozen=True, slots=True)
class Decided:
    """One side: its slot, and whom the article implies where the slot has no code."""

    slot: tuple[Actor, ...]
    implied: Implied | None = None


def decide(case: Case, side: Side, code: str, before: Sequence[Actor], cues: Cues) -> Decided:
    """One side of an event given its code; ``before`` are both sides of the event before it.

    Somebody in the slot who is named by a role or a pronoun alone takes the code; in a line of newswire he
    is left as he is, as that tells too little of where it plays.
    """
    slot = case.slot(side)
    if code in codes(slot) or (code == NOBODY and not codes(slot)):
        return Decided(slot)
    if case.cast.brief and codes(slot):
        return Decided(slot)
    if code == NOBODY:
        return Decided(slot if sure(slot) else tuple(map(_unknown, slot)))
    other = case.slot("target" if side == "source" else "source")
    part = evidence.nearest(case, code, [actor.span for actor in (*slot, *other)])
    if part is None:
        return Decided(slot)
    if not case.cast.brief and any(_is_led(actor) for actor in slot):
        return Decided(tuple(_as(actor, part, case) for actor in slot))
    taken = [] if len(codes(other)) > 1 else [actor.span for actor in other]
    own = evidence.beside(case, code, taken, cues)
    if own is not None:
        return Decided((own,))
    rule = evidence.rule(part, case, before, cues)
    return Decided(slot, Implied(side, evidence.named(part, case), rule))


def parted(side: Decided, other: Decided) -> Decided:
    """A side without the actors of a list that now stand on the other ("A and B met": A, with B)."""
    spans = [actor.span for actor in other.slot]
    left = tuple(a for a in side.slot if not any(a.span.overlaps(span) for span in spans))
    return replace(side, slot=left) if codes(left) else side


def _is_led(actor: Actor) -> bool:
    """Whether somebody has no code by his own words, but may be of those whom a mention names."""
    return actor.head is not None or (actor.code is None and actor.no_code == "unknown")


def _as(actor: Actor, part: Part, case: Case) -> Actor:
    """Somebody without a code of his own as one of those whom a mention names."""
    if not _is_led(actor):
        return actor
    head, link = evidence.named(part, case).span, part.link
    if head.overlaps(actor.span):
        return actor
    return replace(actor, code=link.code, id=link.id, name=link.name, no_code=None, head=head)


def _unknown(actor: Actor) -> Actor:
    """Somebody whom no mention of the article tells of."""
    if actor.head is None:
        return actor
    return replace(actor, code=None, id=None, name=None, no_code="unknown", head=None)
