"""The speaker of an event as it names him, and the sides that speak of themselves as "we"."""

from __future__ import annotations

from dataclasses import replace

from worker.domain.actor import Actor
from worker.domain.event import Speaker
from worker.domain.text import Span
from worker.languages.cues import Cues
from worker.nlp.events import words
from worker.nlp.events.filling import Slots
from worker.nlp.events.parties import party
from worker.nlp.events.statements import Attribution
from worker.nlp.tokens import Token


def speaker(said: Attribution, cues: Cues) -> Speaker | None:
    """Who says so, with the cue; None where the phrase means nobody."""
    actor = party(said.speaker, cues)
    if actor is None:
        return None
    medium = None if said.medium is None else _word(said.medium)
    return Speaker(actor, _word(said.cue), said.quotation, medium)


def _word(token: Token) -> Span:
    return words.cut(token.doc, token.i, token.i + 1)


def first_person(sides: Slots, who: Speaker | None, cues: Cues) -> Slots:
    """The sides, "wir" and "ich" standing for the speaker."""
    if who is None:
        return sides
    voice = who.actor

    def resolved(actor: Actor) -> Actor:
        if actor.code is not None or not _speaks(actor, cues):
            return actor
        return replace(voice, span=actor.span, head=voice.head or voice.span)

    return replace(
        sides,
        sources=tuple(resolved(actor) for actor in sides.sources),
        targets=tuple(resolved(actor) for actor in sides.targets),
    )


def _speaks(actor: Actor, cues: Cues) -> bool:
    return cues.has("first_person", actor.span.surface.partition(" ")[0])
