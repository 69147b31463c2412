"""Who delivers and who fell silent: outlets and languages, by the hours in which they delivered.

Silence is not calm. Whoever delivered in so many hours of a week that a pause this long is no chance has
fallen silent, and an index that rests on it is blind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["outlet", "language"]

_DAY = 24
_WEEK = 7 * _DAY
_ALL = (1 << _WEEK) - 1
#: Days after which a source that does not deliver is forgotten.
_REMEMBERED = 28


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or a language; ``hour`` of its last delivery (since 1970).

    Bit n of ``week`` says whether it delivered in the n-th hour before that one.
    """

    kind: SourceKind
    name: str
    hour: int
    week: int

    def delivered(self, hour: int) -> Source:
        """The source after a delivery, which may come late."""
        ahead = hour - self.hour
        if ahead < 0:
            return Source(self.kind, self.name, self.hour, (self.week | 1 << -ahead) & _ALL)
        week = (self.week << min(ahead, _WEEK) | 1) & _ALL
        return Source(self.kind, self.name, hour, week)

    def is_silent(self, hour: int, *, shortest: int, missed: float) -> bool:
        """Whether nothing came for more than ``shortest`` hours though ``missed`` deliveries were due."""
        pause = hour - self.hour
        due = self.week.bit_count() * pause / _WEEK
        return pause > shortest and due >= missed


class Sources:
    """All sources; ``silent_hours`` and ``missed`` deliveries make one silent."""

    def __init__(self, *, silent_hours: int, missed: float) -> None:
        self._silent_hours = silent_hours
        self._missed = missed
        self._sources: dict[tuple[SourceKind, str], Source] = {}

    def __len__(self) -> int:
        return len(self._sources)

    def put(self, source: Source) -> None:
        """Take over a source as it is."""
        self._sources[source.kind, source.name] = source

    def remove(self, kind: SourceKind, name: str) -> None:
        """Forget a source."""
        self._sources.pop((kind, name), None)

    def deliver(self, kind: SourceKind, name: str, hour: int) -> Source | None:
        """Note a delivery; the source when that changed it."""
        before = self._sources.get((kind, name)) or Source(kind, name, hour, 0)
        after = before.delivered(hour)
        if after == before:
            return None
        self.put(after)
        return after

    def silent(self, kind: SourceKind, hour: int) -> tuple[str, ...]:
        """The sources that have fallen silent, sorted."""
        shortest, missed = self._silent_hours, self._missed
        return tuple(
            sorted(
                source.name
                for source in self._sources.values()
                if source.kind == kind and source.is_silent(hour, shortest=shortest, missed=missed)
            )
        )

    def expired(self, hour: int) -> list[Source]:
        """The sources that are forgotten at ``hour``, sorted by kind and name."""
        old = [one for one in self._sources.values() if hour - one.hour > _REMEMBERED * _DAY]
        return sorted(old, key=lambda source: (source.kind, source.name))
