"""Derived identifiers: the same article and the same event get the same id anywhere, any time."""

from __future__ import annotations

import hashlib

from worker.domain.actor import Actor
from worker.domain.text import Span


def digest(*parts: str) -> str:
    """32 hex digits of SHA-256 over the parts, each ended by a NUL so that no two lists collide."""
    joined = "".join(f"{part}\0" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def event_id(
    article_id: str,
    event_type: str,
    trigger: Span,
    sources: tuple[Actor, ...],
    targets: tuple[Actor, ...],
) -> str:
    """Id of an event: article, type and the places of its trigger and actors."""
    places = [trigger, *(actor.span for actor in sources), *(actor.span for actor in targets)]
    return digest(article_id, event_type, *(f"{span.start}:{span.end}" for span in places))
