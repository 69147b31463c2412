"""Whole articles with their events, compressed, the newest in bounded memory."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from dataclasses import dataclass, field

from worker.page.limits import Bound

_FAST = 1
_OVERHEAD = 512


@dataclass(slots=True)
class _Held:
    article: tuple[int, bytes] | None = None
    events: dict[str, bytes] = field(default_factory=dict)
    size: int = _OVERHEAD


class Texts:
    """Items of articles and of their events by the article's id; what was touched last stays longest.

    An article and its events come from different topics, so either may come first.
    """

    def __init__(self, bound: Bound) -> None:
        self._bound = bound
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._held)

    def put_article(self, article_id: str, timestamp: int, item: bytes) -> None:
        """Hold the item of an article unless a newer version is held."""
        held = self._touch(article_id)
        if held.article is None or held.article[0] <= timestamp:
            packed = zlib.compress(item, _FAST)
            self._grow(held, len(packed) - (len(held.article[1]) if held.article else 0))
            held.article = (timestamp, packed)
        self._shrink()

    def put_event(self, article_id: str, event_id: str, item: bytes) -> None:
        """Hold the item of an event with its article."""
        held = self._touch(article_id)
        packed = zlib.compress(item, _FAST)
        before = held.events.get(event_id)
        self._grow(held, len(packed) - (-2 * len(event_id) if before is None else len(before)))
        held.events[event_id] = packed
        self._shrink()

    def drop_event(self, article_id: str, event_id: str) -> None:
        """Forget an event that a new version of its article took back."""
        held = self._held.get(article_id)
        if held and (packed := held.events.pop(event_id, None)) is not None:
            self._grow(held, -len(packed) - 2 * len(event_id))

    def get(self, article_id: str) -> tuple[bytes, dict[str, bytes]] | None:
        """The item of an article and those of its events by id; None when the article is not held."""
        held = self._held.get(article_id)
        if held is None or held.article is None:
            return None
        events = {key: zlib.decompress(packed) for key, packed in held.events.items()}
        return zlib.decompress(held.article[1]), events

    def clear(self) -> None:
        """Forget everything."""
        self._held.clear()
        self.size = 0

    def _touch(self, article_id: str) -> _Held:
        held = self._held.get(article_id)
        if held is None:
            held = self._held[article_id] = _Held()
            held.size += 2 * len(article_id)
            self.size += held.size
        self._held.move_to_end(article_id)
        return held

    def _grow(self, held: _Held, by: int) -> None:
        held.size += by
        self.size += by

    def _shrink(self) -> None:
        while self._held and (len(self._held) > self._bound.count or self.size > self._bound.size):
            _, held = self._held.popitem(last=False)
            self.size -= held.size
