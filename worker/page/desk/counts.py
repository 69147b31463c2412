"""Counts for the operations strip, from what came on the output topics."""

from __future__ import annotations

from collections import Counter, deque

from worker.messages.evidence import Json
from worker.messages.times import utc
from worker.page.desk.items import Item

_WINDOW_SECONDS = 30
#: Labels are bounded by the worker; on a foreign cluster they may be anything.
_MOST_LABELS = 200


class Rate:
    """How many a second there were in the last half minute."""

    def __init__(self) -> None:
        self._seconds: deque[tuple[int, int]] = deque()
        self._started: float | None = None

    def add(self, now: float, count: int) -> None:
        """Count things that came at ``now``, in seconds of any clock that only goes forward."""
        self._started = now if self._started is None else self._started
        second = int(now)
        if self._seconds and self._seconds[-1][0] == second:
            count += self._seconds.pop()[1]
        self._seconds.append((second, count))
        self._forget(now)

    def per_second(self, now: float) -> float:
        """The rate at ``now``."""
        self._forget(now)
        if self._started is None:
            return 0.0
        elapsed = min(_WINDOW_SECONDS, max(1.0, now - self._started))
        return round(sum(count for _, count in self._seconds) / elapsed, 2)

    def _forget(self, now: float) -> None:
        while self._seconds and self._seconds[0][0] <= now - _WINDOW_SECONDS:
            self._seconds.popleft()


class Counts:
    """What was read of articles, events and dead letters, the tail read at the start included.

    Rates count only what came ``live``, after that.
    """

    def __init__(self) -> None:
        self._articles, self._events = Rate(), Rate()
        self.clear()

    def clear(self) -> None:
        """Count from zero; the rates go on."""
        self._dispositions: Counter[str] = Counter()
        self._dead: Counter[str] = Counter()
        self._languages: dict[str, tuple[int, int]] = {}
        self._unreadable = 0
        self._since: int | None = None

    def add(self, item: Item, now: float, *, live: bool) -> None:
        """Count one item; of stories, readings and alerts there is nothing to count."""
        timestamp = item.order[0]
        match item.kind:
            case "articles" if item.body is not None:
                self._dispositions["published"] += 1
                self._hear(item.document["language"], timestamp)
                self._rate(self._articles, now, live=live)
            case "dead":
                error = item.document["error"]
                self._dispositions["dead_lettered"] += 1
                _count(self._dead, error["code"])
                self._rate(self._articles, now, live=live)
            case "events" if item.body is not None:
                self._rate(self._events, now, live=live)
            case _:
                return
        self._since = timestamp if self._since is None else min(self._since, timestamp)

    def unreadable(self) -> None:
        """Count a record that was none of its topic."""
        self._unreadable += 1

    def document(self, now: float) -> Json:
        """The counts as the operations strip takes them."""
        return {
            "articles_per_second": self._articles.per_second(now),
            "events_per_second": self._events.per_second(now),
            "dead": dict(sorted(self._dead.items())),
            "dispositions": dict(sorted(self._dispositions.items())),
            "languages": [
                {"language": language, "last_seen": utc(last // 1000), "articles": count}
                for language, (last, count) in sorted(self._languages.items())
            ],
            "unreadable": self._unreadable,
            "since": None if self._since is None else utc(self._since // 1000),
        }

    def _hear(self, language: str, timestamp: int) -> None:
        last, count = self._languages.get(language, (0, 0))
        if language in self._languages or len(self._languages) < _MOST_LABELS:
            self._languages[language] = (max(last, timestamp), count + 1)

    def _rate(self, rate: Rate, now: float, *, live: bool) -> None:
        if live:
            rate.add(now, 1)


def _count(counter: Counter[str], label: str) -> None:
    counter[label if label in counter or len(counter) < _MOST_LABELS else "other"] += 1
