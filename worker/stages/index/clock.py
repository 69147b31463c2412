"""What time it is for the index, and who is silent at it."""

from __future__ import annotations

from dataclasses import dataclass

from worker.languages.weighing import index_weights

#: Hours of a day.
DAY = 24


@dataclass(frozen=True, slots=True)
class Clock:
    """Event time: ``start`` of what we know and ``now``, in hours since 1970."""

    start: int
    now: int
    silent_outlets: tuple[str, ...] = ()
    silent_languages: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """Whole days before the present window that a baseline can use."""
        reading = index_weights().reading
        passed = (self.now - self.start - int(reading["window"]) + 1) // DAY
        return max(0, min(int(reading["days"]), passed))

    @property
    def closing(self) -> int:
        """The first hour that late articles may still correct."""
        return self.now - int(index_weights().reading["late"])

    @property
    def oldest(self) -> int:
        """The first hour that a reading needs."""
        reading = index_weights().reading
        return self.now - int(reading["window"]) - int(reading["days"]) * DAY + 1
