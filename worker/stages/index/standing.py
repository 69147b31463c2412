"""Where the index stands, for people who watch it: the subjects that matter most, coverage, open alerts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest

from worker.domain.index import Coverage, Reading, Severity
from worker.domain.signature import SubjectKind
from worker.stages.index.stage import Index


@dataclass(frozen=True, slots=True)
class Standing:
    """Readings with points, ``most`` a kind, most points first; subjects by coverage; open alerts."""

    readings: tuple[Reading, ...] = ()
    coverage: Counter[Coverage] = field(default_factory=Counter)
    alerts: Counter[Severity] = field(default_factory=Counter)


def standing(indexes: Iterable[Index], *, most: int) -> Standing:
    """Where several partitions of the index stand together."""
    shown = [one for index in indexes for one in index.shown.values()]
    readings = [one.reading for one in shown if one.reading]
    return Standing(
        readings=tuple(_top(readings, most)),
        coverage=Counter(reading.coverage for reading in readings),
        alerts=Counter(
            alert.severity for one in shown for alert in one.alerts.values() if alert.ended is None
        ),
    )


def _top(readings: list[Reading], most: int) -> Iterator[Reading]:
    kinds: dict[SubjectKind, list[Reading]] = {}
    for reading in readings:
        if reading.total.points > 0:
            kinds.setdefault(reading.subject.kind, []).append(reading)
    for kind in sorted(kinds):
        yield from nlargest(most, kinds[kind], key=lambda one: (one.total.points, one.subject.name))
