"""The state of the index stage as records of its changelog, and back.

Keys: "clock"; "hour/<kind>/<subject>/<hour>", an hour from when it is opened, with its sums once it is
closed; "names/<kind>/<subject>/<hour>/<part>", what a closed hour counts by outlet and language beyond the
names that its own record has room for; "said/<kind>/<subject>/<hour>/<story>", what a story says in an open
hour; "shown/<kind>/<subject>", when something was published last, and the alerts.

No record grows with the number of stories: each holds one story, or names up to a limit. An hour's own
record comes before the others of that hour; what comes without it belongs to an hour forgotten since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import orjson
from pydantic import ConfigDict, TypeAdapter

from worker.domain.signature import Subject, SubjectKind
from worker.messages import observations
from worker.stages.alerts import AlertState
from worker.stages.index.clock import Clock
from worker.stages.index.hours import Hour
from worker.stages.index.stage import Changes, Index, Shown
from worker.stages.index.subject import SubjectHours
from worker.stages.index.voices import Totals

#: Bytes of names in a record, before a further one is begun.
NAMES_BYTES = 256 * 1024
_KINDS: dict[str, SubjectKind] = {"dyad": "dyad", "country": "country", "alliance": "alliance"}


@dataclass(slots=True)
class _Names:
    """Stories by outlet and language; of another form of state nothing is taken over."""

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")
    outlets: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Hour(_Names):
    """``totals`` is None while the hour is open."""

    totals: Totals | None = None


@dataclass(slots=True)
class _Shown:
    hour: int
    alerts: dict[str, AlertState]


_CLOCK, _HOUR, _NAMES = TypeAdapter(Clock), TypeAdapter(_Hour), TypeAdapter(_Names)
_SHOWN = TypeAdapter(_Shown)
_Records = Iterator[tuple[bytes, bytes | None]]


def records(changes: Changes) -> _Records:
    """What is new, by its key; None for what is forgotten."""
    if changes.clock:
        yield b"clock", orjson.dumps(changes.clock)
    for (subject, number), hour in changes.hours.items():
        yield from _hour(f"{subject.kind}/{subject.name}/{number}", hour)
    for (subject, number), hour in changes.forgotten.items():
        forgotten = _hour(f"{subject.kind}/{subject.name}/{number}", hour)
        yield from ((key, None) for key, _ in forgotten)
    for (subject, number, story), said in changes.said.items():
        key = f"said/{subject.kind}/{subject.name}/{number}/{story}".encode()
        yield key, orjson.dumps(observations.document(said)) if said else None
    for subject, shown in changes.shown.items():
        yield f"shown/{subject.kind}/{subject.name}".encode(), _shown(shown)


def _hour(place: str, hour: Hour) -> _Records:
    """An open hour is told as such: what is said in it has records of its own."""
    if hour.said is not None:
        yield f"hour/{place}".encode(), orjson.dumps(_Hour())
        return
    first, *others = _parts(hour)
    own = _Hour(first.outlets, first.languages, hour.totals)
    yield f"hour/{place}".encode(), orjson.dumps(own)
    for part, names in enumerate(others, start=1):
        yield f"names/{place}/{part}".encode(), orjson.dumps(names)


def _parts(hour: Hour) -> Iterator[_Names]:
    """The names of an hour, no more at once than a record has room for; one part at least."""
    part, size = _Names(), 0
    for outlets, counts in ((True, hour.outlets), (False, hour.languages)):
        for name in sorted(counts):
            if size >= NAMES_BYTES:
                yield part
                part, size = _Names(), 0
            (part.outlets if outlets else part.languages)[name] = counts[name]
            size += len(orjson.dumps(name)) + len(str(counts[name])) + len(":,")
    yield part


def _shown(shown: Shown | None) -> bytes | None:
    if not shown or not shown.reading:
        return None
    return orjson.dumps(_Shown(shown.reading.hour, shown.alerts))


def restore(index: Index, key: bytes, value: bytes | None) -> None:
    """Take over one record of the changelog; raises ValueError, KeyError, TypeError when it is none."""
    match key.decode().split("/"):
        case ["clock"] if value:
            index.clock = _CLOCK.validate_json(value)
        case ["hour", kind, name, number] if kind in _KINDS:
            _restore_hour(index, Subject(name, _KINDS[kind]), int(number), value)
        case ["names", kind, name, number, _] if kind in _KINDS:
            _restore_names(index, Subject(name, _KINDS[kind]), int(number), value)
        case ["said", kind, name, number, story] if kind in _KINDS:
            _restore_said(index, Subject(name, _KINDS[kind]), (int(number), story), value)
        case ["shown", kind, name] if kind in _KINDS:
            _restore_shown(index, Subject(name, _KINDS[kind]), value)
        case _:
            raise ValueError(f"no state is kept under {key!r}")


def _restore_hour(index: Index, subject: Subject, number: int, value: bytes | None) -> None:
    known = index.subjects.setdefault(subject, SubjectHours(subject))
    found = _HOUR.validate_json(value) if value else None
    if found and found.totals:
        closed = Hour(found.totals, found.outlets, found.languages, said=None)
        known.put(number, closed)
    else:
        known.put(number, Hour() if found else None)
    if not known.hours:
        del index.subjects[subject]


def _restore_names(index: Index, subject: Subject, number: int, value: bytes | None) -> None:
    known = index.subjects.get(subject)
    hour = known.hours.get(number) if known else None
    if known and hour and hour.said is None and value:
        names = _NAMES.validate_json(value)
        outlets, languages = hour.outlets | names.outlets, hour.languages | names.languages
        known.put(number, Hour(hour.totals, outlets, languages, said=None))


def _restore_said(
    index: Index, subject: Subject, place: tuple[int, str], value: bytes | None
) -> None:
    known, (number, story) = index.subjects.get(subject), place
    hour = known.hours.get(number) if known else None
    if known and hour and hour.said is not None:
        said = observations.from_json(orjson.loads(value)) if value else None
        known.hear(number, story, said)


def _restore_shown(index: Index, subject: Subject, value: bytes | None) -> None:
    if value:
        shown = _SHOWN.validate_json(value)
        index.recall(subject, shown.hour, shown.alerts)
    else:
        index.disown(subject)
