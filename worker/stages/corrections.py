"""The corrections stage: an article that comes again with another text takes the former version back.

The versions of an article come through one partition, in order; the last one of each is remembered for some
hours. Time is that of the raw records, never the wall clock. What is found depends on the versions kept and
their order alone, so a restored state answers as the one that was lost.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worker.domain.version import Superseded, Version
from worker.messages import versions
from worker.messages.versions import Kept

_HOUR = 3600

#: A new state by its key in the changelog; None where there is nothing any more.
Change = tuple[bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class CorrectionsOptions:
    """How long versions are remembered, in hours, and how many of a partition at most."""

    hours: int = 72
    most: int = 100_000


class Corrections:
    """The stage for one partition; the same versions in the same order give the same, always."""

    def __init__(self, options: CorrectionsOptions = CorrectionsOptions()) -> None:
        self._options = options
        #: The last version of each article as state, the longest unchanged first.
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many articles are remembered."""
        return {"articles": len(self._kept)}

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog; raises ValueError when it is none."""
        name = key.decode()
        self._kept.pop(name, None)
        if value is not None:
            self._kept[name] = versions.keep(value)

    def step(self, version: Version, *, time: int) -> tuple[Superseded | None, list[Change]]:
        """What a published version takes back; ``time`` is that of its raw record in epoch seconds."""
        hour = time // _HOUR
        changes: list[Change] = [(name.encode(), None) for name in self._expire(hour)]
        known = self._kept.pop(version.article_id, None)
        value = versions.pack(version, hour=hour)
        self._kept[version.article_id] = versions.keep(value)
        changes.append((version.article_id.encode(), value))
        former = versions.unpack(version.article_id, versions.restore(known)) if known else None
        return _superseded(former, version), changes

    def _expire(self, hour: int) -> Iterator[str]:
        """Forget the oldest: those before the hours that are remembered, and those beyond the bound."""
        while self._kept:
            name, value = next(iter(self._kept.items()))
            old = versions.kept_hour(value) < hour - self._options.hours
            if not old and len(self._kept) < self._options.most:
                return
            self._kept.popitem(last=False)
            yield name


def _superseded(former: Version | None, version: Version) -> Superseded | None:
    """None for a first version, and for one that says all that the former said."""
    if former is None:
        return None
    again = {event.id for event in version.events} if former.sha256 == version.sha256 else set()
    retracted = tuple(event for event in former.events if event.id not in again)
    found = Superseded(former, version.sha256, retracted)
    return found if retracted or found.is_correction else None
