"""Where it happened: a place named in the trigger's clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worker.domain.actor import Actor
from worker.domain.event import Place
from worker.domain.text import Span
from worker.languages.cues import Cues
from worker.nlp.actors.countries import countries
from worker.nlp.actors.resolve import actor_for
from worker.nlp.events import words
from worker.nlp.tokens import Token

_LOCATIONS = ("LOC", "GPE", "FAC")


def place(anchors: Iterable[Token], taken: Iterable[Actor], cues: Cues) -> Place | None:
    """The first place behind a "in", "bei", "nahe" on the trigger, its predicate or their objects.

    A place inside an actor's phrase tells who he is ("Polizei in Kairo"); one that is itself hit, as a
    town is, stays the place.
    """
    spans = [actor.span for actor in taken]
    for phrase in _phrases(list(anchors)):
        if not cues.has("place", words.preposition(phrase) or "") or not _is_location(phrase):
            continue
        span = _span(phrase)
        if not any(span != other and span.overlaps(other) for other in spans):
            return Place(span, _country(phrase))
    return None


def _phrases(anchors: list[Token]) -> Iterator[Token]:
    """What hangs on the anchors, then what hangs on whom it happens to."""
    for anchor in anchors:
        yield from words.children(anchor, "obl", "nmod")
    for anchor in anchors:
        for thing in (c for c in anchor.children if c.dep_ in ("obj", "nsubj:pass")):
            yield from words.children(thing, "nmod")


def _is_location(token: Token) -> bool:
    return token.ent_type_ in _LOCATIONS


def _span(token: Token) -> Span:
    """The location entity the token belongs to, as printed."""
    doc, first, last = token.doc, token.i, token.i + 1
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return words.cut(doc, first, last)


def _country(token: Token) -> str | None:
    code = actor_for(token.doc, token.i, token.i + 1).code
    return code if code in countries() else None
