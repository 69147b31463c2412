"""The dead-letter guard: a bad deploy must not empty a topic into the dead letters."""

from __future__ import annotations

from collections import Counter, deque

from worker.domain.outcome import DEAD_CODES

#: How many outcomes of a partition the guard looks back on.
WINDOW = 200

_MARK = "last:"
_GOOD = "."
_LETTERS: dict[str, str] = {code: chr(ord("a") + index) for index, code in enumerate(DEAD_CODES)}
_CODES = {letter: code for code, letter in _LETTERS.items()} | {_GOOD: ""}


class TooManyDeadLetters(RuntimeError):
    """More than half of a partition's last articles failed in the same way: stop and look."""


class DeadLetterGuard:
    """Watches the last 200 outcomes of ``partition``, which is named for people.

    ``admit`` is called before the outcome is committed: when the guard trips, nothing of that batch
    is, and the article is read again after the mend. It trips on the failure of one code that
    exceeds ``most`` of the 200, however few articles have been seen; ``most=200`` turns it off.
    ``state`` goes into the metadata of the committed offset, so that a worker which is restarted
    again and again dead-letters no more than one that stays down.
    """

    def __init__(self, partition: str, *, most: int = WINDOW // 2, state: str = "") -> None:
        self._partition = partition
        self._most = most
        self._last: deque[str] = deque(_read(state), maxlen=WINDOW)
        self._counts = Counter(self._last)

    @property
    def state(self) -> str:
        """The outcomes so far, a character each."""
        return _MARK + "".join(_LETTERS[code] if code else _GOOD for code in self._last)

    def admit(self, code: str, detail: str = "") -> None:
        """Note an outcome, ``code`` being empty for what is not a dead letter.

        Raises TooManyDeadLetters when this code is more than its share of the window; the message
        ends with ``detail``, what is said of this article.
        """
        if len(self._last) == WINDOW:
            self._counts[self._last[0]] -= 1
        self._last.append(code)
        self._counts[code] += 1
        if code and self._counts[code] > self._most:
            raise TooManyDeadLetters(
                f"{self._counts[code]} of the last {len(self._last)} articles of {self._partition} "
                f"failed with {code}: the worker stops before it commits them. Mend the cause and start "
                "it again, it reads on where it stopped; or raise limits.dead_letters to let them go. "
                f"The last one: {detail}"
            )


def _read(state: str) -> list[str]:
    """The outcomes in an offset's metadata; none where somebody else wrote it."""
    letters = state.removeprefix(_MARK) if state.startswith(_MARK) else ""
    return [_CODES[letter] for letter in letters if letter in _CODES]
