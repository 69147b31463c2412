"""A shelf: the newest things of one kind by their key, in bounded memory."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from worker.page.limits import Bound

#: Where a record stands in time: Kafka's timestamp in milliseconds, then topic, partition and offset.
Order = tuple[int, str, int, int]

#: What a thing costs beside its bytes: two entries, a tuple and a key.
_OVERHEAD = 256


class Shelf:
    """Bodies by key, ordered by when their records were written.

    What is on it depends on which records came, not on the order in which they came.
    """

    def __init__(self, bound: Bound) -> None:
        self._bound = bound
        self._bodies: dict[str, tuple[Order, bytes]] = {}
        self._order: list[tuple[Order, str]] = []
        self.size = 0

    def __len__(self) -> int:
        return len(self._bodies)

    def __contains__(self, key: object) -> bool:
        return key in self._bodies

    def put(self, key: str, order: Order, body: bytes) -> bool:
        """Hold the body unless a newer one of its key, or only newer things, are held; whether it is."""
        if (held := self._bodies.get(key)) and held[0] >= order:
            return False
        self.remove(key)
        self._bodies[key] = (order, body)
        insort(self._order, (order, key))
        self.size += _cost(key, body)
        self._shrink()
        return key in self._bodies

    def remove(self, key: str) -> bool:
        """Forget a key; whether it was there."""
        held = self._bodies.pop(key, None)
        if held is None:
            return False
        order, body = held
        del self._order[bisect_left(self._order, (order, key))]
        self.size -= _cost(key, body)
        return True

    def order_of(self, key: str) -> Order | None:
        """When the record under a key was written."""
        held = self._bodies.get(key)
        return held and held[0]

    def newest(self) -> Iterator[tuple[str, bytes]]:
        """Keys and bodies, the newest first."""
        for _, key in reversed(self._order):
            yield key, self._bodies[key][1]

    def clear(self) -> None:
        """Forget everything."""
        self._bodies.clear()
        self._order.clear()
        self.size = 0

    def _shrink(self) -> None:
        while self._order and (
            len(self._order) > self._bound.count or self.size > self._bound.size
        ):
            self.remove(self._order[0][1])


def _cost(key: str, body: bytes) -> int:
    return len(body) + 2 * len(key) + _OVERHEAD
