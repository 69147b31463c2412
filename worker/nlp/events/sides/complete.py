"""Events with both sides decided: slots corrected within the clause, the rest of the article implied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from worker.domain import ids
from worker.domain.actor import Actor
from worker.domain.event import Event, Missing, Slot
from worker.languages.cues import Cues
from worker.languages.plover import plover
from worker.nlp.events.sides.case import Case, cases, codes
from worker.nlp.events.sides.decide import Decided, decide, parted
from worker.nlp.tokens import Doc


class Ranking(Protocol):
    """Decides who is on the sides of an event."""

    def choose(self, case: Case, /) -> tuple[str, str]:
        """The codes of source and target, NOBODY where a side is nobody's."""


def complete(
    doc: Doc, events: Sequence[Event], ranker: Ranking, cues: Cues, *, article_id: str
) -> tuple[Event, ...]:
    """The events of a Doc, each with the sides that its clause and its article evidently give it."""
    begins = [token.idx for token in doc]
    placed = [(bisect_right(begins, event.trigger.start) - 1, event) for event in events]
    done: list[Event] = []
    for event, case in zip(events, cases(doc, placed), strict=True):
        before = (*done[-1].side("source"), *done[-1].side("target")) if done else ()
        source, target = _sides(case, ranker.choose(case), before, cues)
        done.append(_identified(_filled(event, source, target), article_id))
    return tuple(done)


def _sides(
    case: Case, chosen: tuple[str, str], before: Sequence[Actor], cues: Cues
) -> tuple[Decided, Decided]:
    source = decide(case, "source", chosen[0], before, cues)
    target = decide(case, "target", chosen[1], before, cues)
    if chosen[0] == chosen[1]:
        return source, target
    return parted(source, target), parted(target, source)


def _filled(event: Event, source: Decided, target: Decided) -> Event:
    missing = dict(event.missing)
    _explain(missing, "source", source)
    _explain(missing, "target", target)
    implied = (one.implied for one in (source, target) if one.implied is not None)
    return replace(
        event,
        sources=source.slot,
        targets=target.slot,
        missing=missing,
        implied=tuple(implied),
    )


def _explain(missing: dict[Slot, Missing], slot: Slot, side: Decided) -> None:
    """Say why a slot is empty, or no longer, where it is not."""
    if side.slot:
        missing.pop(slot, None)
    elif side.implied is not None:
        missing[slot] = "implied"


def _identified(event: Event, article_id: str) -> Event:
    """The event with the id and the ladder's rung that its sides give it."""
    number = ids.event_id(article_id, event.type, event.trigger, event.sources, event.targets)
    return replace(event, id=number, kahn=_rung(event))


def _rung(event: Event) -> tuple[int, int] | None:
    """The ladder is one between states: what happens inside one country stands on no rung."""
    sources, targets = codes(event.side("source")), codes(event.side("target"))
    if sources and sources == targets:
        return None
    return plover().scale(event.type, event.mode).kahn
