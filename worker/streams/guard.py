"""The dead-letter guard: a bad deploy must not empty a topic into the dead letters."""

from __future__ import annotations

from collections import Counter, deque


class TooManyDeadLetters(RuntimeError):
    """More than half of a partition's last articles failed in the same way: stop and look."""


class DeadLetterGuard:
    """Watches the last ``window`` outcomes of ``partition``, which is named for people.

    ``admit`` is called before the outcome is committed: when the guard trips, nothing of that batch
    is, and the article is read again after the mend. The first trip needs ``window // 2 + 1``
    failures of one code, however few articles have been seen.
    """

    def __init__(self, partition: str, *, window: int = 200) -> None:
        self._partition = partition
        self._limit = window // 2
        self._last: deque[str] = deque(maxlen=window)
        self._counts: Counter[str] = Counter()

    def admit(self, code: str) -> None:
        """Note an outcome, ``code`` being empty for what is not a dead letter.

        Raises TooManyDeadLetters when this code is more than half of the window.
        """
        if len(self._last) == self._last.maxlen:
            self._counts[self._last[0]] -= 1
        self._last.append(code)
        self._counts[code] += 1
        if code and self._counts[code] > self._limit:
            raise TooManyDeadLetters(
                f"{self._counts[code]} of the last {len(self._last)} articles of {self._partition} "
                f"failed with {code}: the worker stops before it commits them. The dead letters say "
                "why; mend the cause and start the worker again, it reads on where it stopped"
            )
