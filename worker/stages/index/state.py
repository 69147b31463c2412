"""The state of the index stage as records of its changelog, and back.

Keys: "clock", "hour/<kind>/<subject>/<hour>", "shown/<kind>/<subject>" (what was published last, and the
alerts). Values are the objects themselves as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import orjson
from pydantic import TypeAdapter

from worker.domain.observation import Observation
from worker.domain.signature import Subject, SubjectKind
from worker.stages.index.clock import Clock
from worker.stages.index.hours import Hour, Totals
from worker.stages.index.stage import Changes, Index, Shown
from worker.stages.index.subject import SubjectHours

_KINDS: dict[str, SubjectKind] = {"dyad": "dyad", "country": "country", "alliance": "alliance"}


@dataclass(frozen=True, slots=True)
class _HourState:
    """An hour; ``said`` is None once it is closed."""

    said: Mapping[str, Observation] | None
    totals: Totals


_CLOCK, _HOUR, _SHOWN = TypeAdapter(Clock), TypeAdapter(_HourState), TypeAdapter(Shown)


def records(changes: Changes) -> Iterator[tuple[bytes, bytes | None]]:
    """What is new, by its key; None for what is forgotten."""
    if changes.clock:
        yield b"clock", orjson.dumps(changes.clock)
    for (subject, number), hour in changes.hours.items():
        key = f"hour/{subject.kind}/{subject.name}/{number}".encode()
        yield key, orjson.dumps(_HourState(hour.said, hour.totals)) if hour else None
    for subject, shown in changes.shown.items():
        key = f"shown/{subject.kind}/{subject.name}".encode()
        yield key, orjson.dumps(shown) if shown else None


def restore(index: Index, key: bytes, value: bytes | None) -> None:
    """Take over one record of the changelog; raises ValueError when it is none."""
    match key.decode().split("/"):
        case ["clock"] if value:
            index.clock = _CLOCK.validate_json(value)
        case ["hour", kind, name, number] if kind in _KINDS:
            _restore_hour(index, Subject(name, _KINDS[kind]), int(number), value)
        case ["shown", kind, name] if kind in _KINDS:
            subject = Subject(name, _KINDS[kind])
            if value:
                index.shown[subject] = _SHOWN.validate_json(value)
            else:
                index.shown.pop(subject, None)
        case _:
            raise ValueError(f"no state is kept under {key!r}")


def _restore_hour(index: Index, subject: Subject, number: int, value: bytes | None) -> None:
    known = index.subjects.setdefault(subject, SubjectHours(subject))
    if value:
        state = _HOUR.validate_json(value)
        said = None if state.said is None else dict(state.said)
        known.put(number, Hour(said, state.totals))
    else:
        known.put(number, None)
    if not known.hours:
        del index.subjects[subject]
