"""A client may merge snapshots and batches in any mixture: it has the same in the end."""

from __future__ import annotations

import random
from typing import Any

from tests.support.desks import batch, desk, snapshot
from tests.support.shown import NOW, event, gone, reading


def merged(*parts: Any) -> dict[str, dict[str, Any]]:
    """What a client has after snapshots and batches, by the rule of doc/page.md."""
    held: dict[str, dict[str, Any]] = {"events": {}, "index": {}}
    for part in parts:
        for kind, name in (("events", "id"), ("index", "subject")):
            for item in part[kind]:
                key, at = item["record"][name], item["at"]
                old = held[kind].get(key, item)["at"]
                if (at["timestamp"], at["offset"]) >= (old["timestamp"], old["offset"]):
                    held[kind][key] = {"at": at, "record": item["record"]}
            for key in part.get("gone", {}).get(kind, ()):
                held[kind].pop(key, None)
    return held


def test_snapshots_and_batches_in_any_mixture_give_the_same() -> None:
    """A client that lost its connection anywhere has in the end what the others have."""
    chance, some = random.Random(3), desk()  # noqa: S311
    seen, before = [snapshot(some)], 0
    for offset in range(0, 60, 3):
        some.take([event(offset % 20, offset=offset, at=NOW + offset)])
        some.take([reading(f"S{offset % 7}", offset=offset + 1, at=NOW + offset)])
        if offset % 5 == 0:
            some.take([gone(f"S{offset % 7}", offset=offset + 2)])
        if (made := batch(some)) is not None:
            seen.append(made)
        if chance.random() < 0.3:
            before, middle = len(seen), snapshot(some)

    whole = merged(*seen)

    assert before
    assert merged(middle, *seen[before:]) == whole
    assert merged(snapshot(some)) == whole
    assert merged(*seen, snapshot(some)) == whole
