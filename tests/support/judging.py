"""Events and judgments for the tests of the evaluation, built by hand."""

from __future__ import annotations

from worker.domain.actor import Actor
from worker.domain.event import Event, EventType, Modality
from worker.domain.text import Span

SPAN = Span(0, 1, "x")


def actor(code: str | None) -> Actor:
    """An actor of a country."""
    return Actor(span=SPAN, code=code, sector="GOV")


def event(
    source: str | None, kind: EventType, *targets: str, modality: Modality = "asserted"
) -> Event:
    """A coded event from one source to some targets."""
    return Event(
        id="e",
        type=kind,
        resolved_type=kind,
        mode=None,
        quad_class=4,
        cameo_root="19",
        goldstein=0,
        plover_score=0,
        modality=modality,
        trigger=SPAN,
        lemma="x",
        sentence=SPAN,
        sources=(actor(source),),
        targets=tuple(actor(target) for target in targets),
    )
