"""One subject: its hours, and the reading at a given time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worker.domain.index import Coverage, Part, Reading
from worker.domain.observation import Observation
from worker.domain.signature import Subject
from worker.languages.weighing import index_weights
from worker.stages.index.baseline import baseline
from worker.stages.index.clock import DAY, Clock
from worker.stages.index.hours import Hour
from worker.stages.index.voices import HUNDREDTHS, tally


class SubjectHours:
    """The hours of ``subject`` that a reading needs."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.hours: dict[int, Hour] = {}
        self._outlets: dict[str, int] = {}
        self._languages: dict[str, int] = {}

    def put(self, number: int, hour: Hour | None) -> None:
        """Set an hour as it is; None forgets it."""
        if before := self.hours.pop(number, None):
            self._count(before, -1)
        if hour:
            self.hours[number] = hour
            self._count(hour, 1)

    def hear(self, number: int, story: str, now: Observation | None) -> None:
        """Let an hour that is there hear what a story says, None where it says nothing any more."""
        before = self.hours[number].hear(story, now)
        for observation, by in ((before, -1), (now, 1)):
            if observation:
                tally(self._outlets, observation.outlet, by)
                tally(self._languages, observation.language, by)

    def close(self, before: int) -> dict[int, list[str]]:
        """Close the hours before ``before``; the stories that spoke in each that was open."""
        due = sorted(n for n, hour in self.hours.items() if n < before and hour.said is not None)
        return {number: self.hours[number].close() for number in due}

    def forget(self, before: int) -> dict[int, Hour]:
        """Forget the hours before ``before``; which those were."""
        old = {number: self.hours[number] for number in sorted(self.hours) if number < before}
        for number in old:
            self.put(number, None)
        return old

    def recent(self, clock: Clock) -> Iterator[Observation]:
        """What stories say in the present window, hour by hour."""
        for hour in self._present(clock):
            said = hour.said or {}
            yield from (said[story] for story in sorted(said))

    def reading(self, clock: Clock) -> Reading:
        """The index at ``clock.now``."""
        threats, acts, easing = self._days(clock)
        net = [max(0, sum(day) - 2 * day[2]) for day in zip(threats, acts, easing, strict=True)]
        present = self._present(clock)
        threatening = set[str]().union(*(hour.voices.threats for hour in present))
        acting = set[str]().union(*(hour.voices.acts for hour in present))
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
            stories=sum(len(hour.said or ()) for hour in present),
        )

    def _present(self, clock: Clock) -> list[Hour]:
        """The hours of the present window, the oldest first."""
        window = range(clock.now - _window() + 1, clock.now + 1)
        return [self.hours[number] for number in window if number in self.hours]

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

    def _count(self, hour: Hour, by: int) -> None:
        for counts, names in ((self._outlets, hour.outlets), (self._languages, hour.languages)):
            for name, count in names.items():
                tally(counts, name, by * count)


def _window() -> int:
    return int(index_weights().reading["window"])


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
