"""PLOVER's event types with their scales, and what modality turns a type into.

The tables are plover.tsv and modality.tsv beside this file; their headers name the sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from worker.domain.event import EventType
from worker.languages.tables import Row, path, rows

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
#: What modality.tsv distinguishes: announced, did not happen, will not happen.
Turn = Literal["future", "negated", "negated_future"]

_SCALES = ("type", "mode", "quad", "score", "cameo_root", "goldstein", "kahn")
_TURNS: tuple[Turn, ...] = get_args(Turn)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where one type (or one mode of it) stands: quad class 1 to 4, both scales, band of Kahn's ladder."""

    quad_class: int
    score: float
    cameo_root: str
    goldstein: float
    kahn: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Plover:
    """The scales by (type, mode), mode None being the type itself, and the turns by (type, turn)."""

    scales: Mapping[tuple[EventType, str | None], Scale]
    turns: Mapping[tuple[EventType, Turn], EventType]

    def scale(self, event_type: EventType, mode: str | None) -> Scale:
        """The scale of a mode; raises KeyError for a mode the table does not know."""
        return self.scales[event_type, mode]

    def resolve(self, event_type: EventType, *, future: bool, negated: bool) -> EventType:
        """What a type comes to when it lies ahead, did not happen or will not happen."""
        turn: Turn = "negated_future" if future else "negated"
        if not negated:
            return self.turns[event_type, "future"] if future else event_type
        return self.turns[event_type, turn]


@cache
def plover() -> Plover:
    """Both tables; raises DataError where a line is wrong."""
    scales = {
        (row.choice("type", EVENT_TYPES), row.optional("mode")): _scale(row)
        for row in rows(path("plover.tsv"), columns=_SCALES)
    }
    turns = {
        (row.choice("type", EVENT_TYPES), turn): row.choice(turn, EVENT_TYPES)
        for row in rows(path("modality.tsv"), columns=("type", *_TURNS))
        for turn in _TURNS
    }
    return Plover(scales, turns)


def _scale(row: Row) -> Scale:
    return Scale(
        quad_class=int(row.choice("quad", ("1", "2", "3", "4"))),
        score=row.number("score", low=-10, high=10),
        cameo_root=row.text("cameo_root"),
        goldstein=row.number("goldstein", low=-10, high=10),
        kahn=_band(row),
    )


def _band(row: Row) -> tuple[int, int] | None:
    rungs = row.many("kahn", separator="-") if row.values["kahn"] != "-" else ()
    if not rungs:
        return None
    try:
        first, last = (int(rung) for rung in rungs)
    except ValueError as error:
        raise row.error(f"kahn {row.values['kahn']!r}: two rungs, like 3-4") from error
    return first, last
