"""Ordinary crime told from political violence: what the rest of an article says about it.

A killing without a named culprit or an arrest by the police is a political event only in an article that
reports some other conflict between political actors; alone it belongs to the courts.
"""

from __future__ import annotations

from collections.abc import Sequence

from worker.domain.actor import Actor, Sector
from worker.domain.event import Event
from worker.nlp.events.parties import POLITICAL

#: Who keeps order at home.
_ORDER: frozenset[Sector] = frozenset({"COP", "JUD"})
#: Sentences from which an article tells what it is about.
_TELLING = 4
#: Modes that are beyond ordinary criminals.
_WARLIKE = frozenset(
    {"explosives", "suicide", "aerial", "drone", "heavy-weapons", "unconventional", "martial-law"}
)
#: Quad classes of conflict.
_VERBAL, _MATERIAL = 3, 4


def political(events: Sequence[Event], *, sentences: int) -> tuple[Event, ...]:
    """The events without those that are, as far as the article tells, crime and police work.

    ``sentences`` is the length of the article; a line of newswire tells too little to judge by.
    """
    if sentences < _TELLING:
        return tuple(events)
    doubtful = [_is_doubtful(event) for event in events]
    if any(_is_conflict(e) for e, doubt in zip(events, doubtful, strict=True) if not doubt):
        return tuple(events)
    return tuple(e for e, doubt in zip(events, doubtful, strict=True) if not doubt)


def _is_conflict(event: Event) -> bool:
    """Whether an event is a deed of conflict, or words of one between two sides that are known."""
    both = any(a.code for a in event.sources) and any(a.code for a in event.targets)
    return event.quad_class == _MATERIAL or (event.quad_class == _VERBAL and both)


def _is_doubtful(event: Event) -> bool:
    """Whether nobody political stands on either side of an act of force."""
    if event.type not in ("ASSAULT", "COERCE") or event.mode in _WARLIKE:
        return False
    if any(_is_power(actor) for actor in event.sources):
        return False
    return not any(_is_power(actor) or _is_country(actor) for actor in event.targets)


def _is_power(actor: Actor) -> bool:
    return actor.sector in POLITICAL - _ORDER


def _is_country(actor: Actor) -> bool:
    """Whether a side is named by its own code, not by where it lives."""
    return actor.code is not None and actor.head is None and actor.sector != "UNK"
