"""The stories of the last days, found by what they say, and forgotten in time.

Stories are kept as the bytes of their state and read when they are needed: a million of them fit into
memory, and are restored in seconds. Which stories are found depends on the stories kept alone, not on
the order in which they came: restored state answers as the state that was lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, Generic, TypeVar

import orjson

from worker.domain.signature import Subject
from worker.domain.story import Story
from worker.languages.subjects import subjects
from worker.messages.stories import pack, unpack

_HOUR = 3600
_Key = TypeVar("_Key", int, str)

#: Stories looked at that share one key with an article, the newest: boilerplate is shared by many.
_MOST_SHARING = 8


@dataclass(frozen=True, slots=True)
class _Kept:
    value: bytes
    since: int
    last_seen: int


class Index(Generic[_Key]):
    """Names by key; most keys have one name, which is then kept without a list."""

    def __init__(self) -> None:
        self._names: dict[_Key, str | set[str]] = {}

    def add(self, key: _Key, name: str) -> None:
        """Put ``name`` under ``key``, once."""
        there = self._names.get(key)
        if there is None:
            self._names[key] = name
        elif isinstance(there, str):
            if there != name:
                self._names[key] = {there, name}
        else:
            there.add(name)

    def remove(self, key: _Key, name: str) -> None:
        """Take ``name`` from ``key``, where it is there."""
        there = self._names.get(key)
        if there == name:
            del self._names[key]
        elif isinstance(there, set):
            there.discard(name)
            if not there:
                del self._names[key]

    def get(self, key: _Key) -> Collection[str]:
        """The names under ``key``, in no order."""
        there = self._names.get(key)
        if there is None:
            return ()
        return (there,) if isinstance(there, str) else there

    def __len__(self) -> int:
        return len(self._names)


class Shelf:
    """The stories kept; every method is a function of them."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._keys = Index[int]()
        self._dyads = Index[str]()
        self._hours: dict[int, set[str]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def last_seen(self, story_id: str) -> int:
        """When a story was last seen, in epoch seconds; raises KeyError when it is not kept."""
        return self._kept[story_id].last_seen

    def get(self, story_id: str) -> Story:
        """A story; raises KeyError when it is not kept."""
        return unpack(self._kept[story_id].value)

    def put(self, story: Story) -> bytes:
        """Keep a story as it stands now; its state for the changelog."""
        if story.id in self._kept:
            self._leave(self.get(story.id))
        value = pack(story)
        self._place(story.id, value, story.since, story.last_seen)
        self._enter(story.id, _keys(story), _dyads(story))
        return value

    def restore(self, value: bytes) -> tuple[str, str, int]:
        """Keep a story as the changelog has it; its first article, in which version, and when.

        Raises ValueError or KeyError when it is none. It is called a million times at a start, so it
        reads no more than it needs.
        """
        fields: dict[str, Any] = orjson.loads(value)
        name: str = fields["id"]
        if name in self._kept:
            self._leave(self.get(name))
        self._place(name, value, fields["since"], fields["last_seen"])
        best = fields["best"]
        keys = set(_places(best["sketch"]["keys"]))
        if fields["first"]:
            keys.update(_places(fields["first"]["keys"]))
        sides = ((tuple(one["sources"]), tuple(one["targets"])) for one in best["events"])
        about = {subject for side in sides for subject in subjects(*side)}
        self._enter(name, keys, _dated(about, fields["since"]))
        return fields["founder"], fields["version"], fields["since"]

    def remove(self, story_id: str) -> None:
        """Forget a story, where it is kept."""
        if story_id in self._kept:
            self._leave(self.get(story_id))
            kept = self._kept.pop(story_id)
            self._hours[kept.last_seen // _HOUR].discard(story_id)

    def expired(self, before: int) -> Iterator[str]:
        """Stories last seen before ``before`` (epoch seconds), in the order of their ids."""
        for hour in sorted(hour for hour in self._hours if hour < before // _HOUR):
            yield from sorted(self._hours[hour])
            del self._hours[hour]

    def sharing(self, keys: Iterable[int]) -> set[str]:
        """The newest stories that share a key with an article: perhaps it is a copy of one."""
        found: set[str] = set()
        for key in _places(keys):
            found.update(self._newest(self._keys.get(key)))
        return found

    def about(self, dyad: str, *, until: int, hours: int) -> list[str]:
        """The newest stories about a dyad that began before ``until`` (epoch seconds) and not long ago."""
        found: list[str] = []
        for hour in range(until // _HOUR, until // _HOUR - hours, -1):
            found += self._newest(self._dyads.get(f"{dyad}/{hour}"))
            if len(found) >= _MOST_SHARING:
                break
        return found

    def _newest(self, names: Collection[str]) -> Collection[str]:
        if len(names) <= _MOST_SHARING:
            return names
        return nlargest(_MOST_SHARING, names, key=lambda name: (self._kept[name].since, name))

    def _place(self, name: str, value: bytes, since: int, last_seen: int) -> None:
        if before := self._kept.get(name):
            self._hours[before.last_seen // _HOUR].discard(name)
        self._kept[name] = _Kept(value, since, last_seen)
        self._hours.setdefault(last_seen // _HOUR, set()).add(name)

    def _enter(self, name: str, keys: Iterable[int], dyads: Iterable[str]) -> None:
        for key in keys:
            self._keys.add(key, name)
        for dyad in dyads:
            self._dyads.add(dyad, name)

    def _leave(self, story: Story) -> None:
        for key in _keys(story):
            self._keys.remove(key, story.id)
        for dyad in _dyads(story):
            self._dyads.remove(dyad, story.id)


def _keys(story: Story) -> set[int]:
    return {key for sketch in (story.first, story.best.sketch) for key in _places(sketch.keys)}


def _places(keys: Iterable[int]) -> Iterator[int]:
    """The keys of a sketch, each made different from one with the same value at another place."""
    return (place << 32 | key for place, key in enumerate(keys))


def _dyads(story: Story) -> set[str]:
    about = {subject for event in story.best.events for subject in event.subjects}
    return _dated(about, story.since)


def _dated(about: Iterable[Subject], since: int) -> set[str]:
    """The dyads among subjects, with the hour in which their story began."""
    return {f"{one.name}/{since // _HOUR}" for one in about if one.kind == "dyad"}
