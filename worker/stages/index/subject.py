"""One subject: its hours, and the reading at a given time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from worker.domain.index import Coverage, Part, Reading
from worker.domain.observation import Observation
from worker.domain.signature import Subject
from worker.languages.weighing import index_weights
from worker.stages.index.baseline import baseline
from worker.stages.index.clock import DAY, Clock
from worker.stages.index.hours import HUNDREDTHS, Hour, Totals


class SubjectHours:
    """The hours of ``subject`` that a reading needs."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.hours: dict[int, Hour] = {}
        self._outlets = Counter[str]()
        self._languages = Counter[str]()

    def put(self, number: int, hour: Hour | None) -> None:
        """Set an hour as it is; None forgets it."""
        if before := self.hours.pop(number, None):
            self._count(before.totals, subtract=True)
        if hour:
            self.hours[number] = hour
            self._count(hour.totals)

    def hear(self, number: int, observation: Observation) -> Hour:
        """Let an hour hear what a story says; the hour."""
        hour = self.hours.get(number) or Hour()
        self._count(hour.totals, subtract=True)
        hour.hear(observation)
        self._count(hour.totals)
        self.hours[number] = hour
        return hour

    def close(self, before: int) -> list[int]:
        """Close the hours before ``before``; which were open."""
        due = sorted(n for n, hour in self.hours.items() if n < before and hour.said is not None)
        for number in due:
            self.hours[number].close()
        return due

    def forget(self, before: int) -> list[int]:
        """Forget the hours before ``before``; which those were."""
        old = sorted(number for number in self.hours if number < before)
        for number in old:
            self.put(number, None)
        return old

    def recent(self, clock: Clock) -> Iterator[Observation]:
        """What stories say in the present window, hour by hour."""
        for number in sorted(
            number for number in self.hours if 0 <= clock.now - number < _window()
        ):
            said = self.hours[number].said or {}
            yield from (said[story] for story in sorted(said))

    def reading(self, clock: Clock) -> Reading:
        """The index at ``clock.now``."""
        threats, acts, easing = self._days(clock)
        net = [max(0, sum(day) - 2 * day[2]) for day in zip(threats, acts, easing, strict=True)]
        present = [hour.totals for number, hour in self.hours.items() if _in_window(number, clock)]
        threatening = {voice for hour in present for voice in hour.threat_voices}
        acting = {voice for hour in present for voice in hour.act_voices}
        coverage, silent = self._coverage(clock)
        return Reading(
            subject=self.subject,
            hour=clock.now,
            total=_part(net, threatening | acting),
            threats=_part(threats, threatening),
            acts=_part(acts, acting),
            easing=easing[0] / HUNDREDTHS,
            coverage=coverage,
            silent=silent,
            stories=sum(count for hour in present for count in hour.outlets.values()),
        )

    def _days(self, clock: Clock) -> tuple[list[int], list[int], list[int]]:
        """Threats, acts and easing of the present window and of each day before it."""
        last, now, window = clock.days, clock.now, _window()
        threats, acts, easing = ([0] * (last + 1) for _ in range(3))
        for number, hour in self.hours.items():
            age = now - number
            day = 0 if age < window else 1 + (age - window) // DAY
            if age >= 0 and day <= last:
                totals = hour.totals
                threats[day] += totals.threats
                acts[day] += totals.acts
                easing[day] += totals.easing
        return threats, acts, easing

    def _coverage(self, clock: Clock) -> tuple[Coverage, tuple[str, ...]]:
        """Whether those who used to report on the subject still deliver, and who does not."""
        limits = index_weights().coverage
        counts = ((self._outlets, clock.silent_outlets), (self._languages, clock.silent_languages))
        silent = {name: count[name] for count, names in counts for name in names if count.get(name)}
        total = sum(self._outlets.values())
        if any(count >= limits["blind"] * total for count in silent.values()):
            return "blind", tuple(sorted(silent))
        few = len(self._outlets) < limits["thin"]
        return ("thin" if few else "ok"), tuple(sorted(silent))

    def _count(self, totals: Totals, *, subtract: bool = False) -> None:
        for counter, names in (
            (self._outlets, totals.outlets),
            (self._languages, totals.languages),
        ):
            for name, count in names.items():
                counter[name] += -count if subtract else count
                if not counter[name]:
                    del counter[name]


def _window() -> int:
    return int(index_weights().reading["window"])


def _in_window(number: int, clock: Clock) -> bool:
    return 0 <= clock.now - number < _window()


def _part(days: Sequence[int], voices: set[str]) -> Part:
    """The points of the present window, first in ``days`` (hundredths), against the days before."""
    points = [day / HUNDREDTHS for day in days]
    usual, reading = baseline(points[1:]), index_weights().reading
    speaks = usual.days >= reading["minimum"]
    value = 100 * (points[0] + reading["prior"]) / (usual.mean + reading["prior"])
    z = (points[0] - usual.mean) / usual.deviation
    return Part(
        points=points[0],
        outlets=tuple(sorted(voices)),
        baseline=usual,
        value=round(value, 1) if speaks else None,
        z=round(z, 2) if speaks else None,
    )
