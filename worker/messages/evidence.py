"""The small parts of a record as JSON objects: spans, links, actors, cues and versions.

A part that stands for characters of the text carries ``start``, ``end`` and ``surface`` itself.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from worker.domain.actor import Actor, Link
from worker.domain.event import Cue
from worker.domain.outcome import Versions
from worker.domain.text import Span

Json = dict[str, Any]


def span(place: Span) -> Json:
    """Offsets into the article's text (code points, end exclusive) and what stands there."""
    return {"start": place.start, "end": place.end, "surface": place.surface}


def span_or_null(place: Span | None) -> Json | None:
    """``span`` of a place that may be missing."""
    return None if place is None else span(place)


def link(row: Link | None) -> Json | None:
    """The row of an actor table an entity stands for."""
    if row is None:
        return None
    return {"code": row.code, "id": row.id, "name": row.name, "sector": row.sector}


def actor(who: Actor) -> Json:
    """An actor in a slot of an event, with the mention that gave its code when it is another one."""
    return span(who.span) | {
        "code": who.code,
        "sector": who.sector,
        "id": who.id,
        "name": who.name,
        "no_code": who.no_code,
        "head": span_or_null(who.head),
    }


def cue(word: Cue | None) -> Json | None:
    """The word that decided a modality."""
    return None if word is None else span(word.span) | {"kind": word.kind}


def versions(made_by: Versions) -> Json:
    """What made the record."""
    return asdict(made_by)
