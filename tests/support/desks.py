"""Desks that have caught up, and what they give, parsed."""

from __future__ import annotations

from typing import Any

import orjson

from tests.support.shown import TOPICS
from worker.page.desk.desk import Desk
from worker.page.limits import Bound, Limits

SMALL = Limits(events=Bound(5, 100_000), batch=Bound(3, 100_000), texts=Bound(2, 100_000))


def desk(limits: Limits | None = None) -> Desk:
    """A desk that has caught up with empty topics."""
    made = Desk(TOPICS, limits, clock=lambda: 1_000.0)
    made.begin()
    made.caught_up()
    return made


def snapshot(of: Desk) -> Any:
    """A snapshot, parsed."""
    return orjson.loads(of.snapshot())


def batch(of: Desk) -> Any:
    """A batch, parsed; None when nothing changed."""
    made = of.batch()
    return made and orjson.loads(made)


def names(items: list[Any]) -> list[str]:
    """The ids of events."""
    return [item["record"]["id"] for item in items]
