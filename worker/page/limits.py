"""How much the page remembers and whom it serves at once: everything that bounds it, in one place."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bound:
    """At most ``count`` things that take at most ``size`` bytes."""

    count: int
    size: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a page. The newest win; what is pushed out is still on its topic.

    ``texts`` are articles with their events, compressed. ``batch`` bounds each list of a batch, ``ring``
    the batches that a client can catch up with after a break. ``clients`` are streams at once.
    """

    events: Bound = Bound(2_000, 8 * _MIB)
    articles: Bound = Bound(1_000, 2 * _MIB)
    stories: Bound = Bound(1_000, 8 * _MIB)
    index: Bound = Bound(1_000, 4 * _MIB)
    alerts: Bound = Bound(300, 4 * _MIB)
    dead: Bound = Bound(300, _MIB)
    texts: Bound = Bound(1_000, 64 * _MIB)
    batch: Bound = Bound(400, 2 * _MIB)
    ring: Bound = Bound(480, 16 * _MIB)
    clients: int = 64
    history_hours: int = 7 * 24
