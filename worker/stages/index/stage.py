"""The index stage: observations and ticks in, readings and alerts out.

The stage owns its state and gives back each change of it for the changelog. Time is event time: it goes
on with the latest observation or tick, and then every subject is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from worker.domain.index import Alert, Reading, Rule
from worker.domain.observation import Observation, Tick
from worker.domain.signature import Subject
from worker.stages.alerts import AlertState, applies, judge
from worker.stages.index.clock import Clock
from worker.stages.index.hours import Hour
from worker.stages.index.subject import SubjectHours

_HOUR = 3600

#: What became of an observation or a tick: late ones change nothing.
Outcome = Literal["counted", "ticked", "late"]


@dataclass(slots=True)
class Shown:
    """The last reading of a subject that was published, and its alerts by rule."""

    reading: Reading | None = None
    alerts: dict[str, AlertState] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int | None, dict[str, AlertState]]:
        """What cannot be read from the hours again: when it was published, and the alerts."""
        return (self.reading.hour if self.reading else None), self.alerts


@dataclass(slots=True)
class Changes:
    """What is new after a record, by what it belongs to; None for what is forgotten.

    A story changes no more than what it says itself, however much others say in its hour.
    """

    clock: Clock | None = None
    #: Hours that are opened or closed.
    hours: dict[tuple[Subject, int], Hour] = field(default_factory=dict)
    forgotten: dict[tuple[Subject, int], Hour] = field(default_factory=dict)
    said: dict[tuple[Subject, int, str], Observation | None] = field(default_factory=dict)
    shown: dict[Subject, Shown | None] = field(default_factory=dict)


@dataclass(slots=True)
class Heard:
    """What a record led to; ``gone`` are subjects of which nothing is known any more."""

    outcome: Outcome
    readings: list[Reading] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    gone: list[Subject] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)


class Index:
    """The stage with its state; the same records in the same order give the same, always."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self.clock: Clock | None = None
        self.subjects: dict[Subject, SubjectHours] = {}
        self._shown: dict[Subject, Shown] = {}
        self._recalled: dict[Subject, tuple[int, dict[str, AlertState]]] = {}

    @property
    def shown(self) -> dict[Subject, Shown]:
        """What was published last of each subject."""
        self._read_recalled()
        return self._shown

    def recall(self, subject: Subject, hour: int, alerts: dict[str, AlertState]) -> None:
        """Take over that a subject was published at ``hour``, and its alerts.

        What was published then is what the hours and the clock say, as after every record: it is read
        from them once all of them are there.
        """
        self._recalled[subject] = hour, alerts

    def disown(self, subject: Subject) -> None:
        """Take over that nothing was published of a subject that is known still."""
        self._recalled.pop(subject, None)

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much is remembered, by what it is."""
        hours = sum(len(subject.hours) for subject in self.subjects.values())
        return {"subjects": len(self.subjects), "hours": hours}

    def step(self, record: Observation | Tick) -> Heard:
        """Take one record in."""
        self._read_recalled()
        if isinstance(record, Tick):
            return self._tick(record)
        heard, hour = Heard("counted"), record.time // _HOUR
        clock = self.clock or Clock(hour, hour)
        if hour < clock.closing:
            return Heard("late")
        if self.clock is None or hour > clock.now:
            clock = replace(clock, now=hour)
            self._advance(clock, heard)
        self._hear(record, hour, clock, heard)
        return heard

    def _read_recalled(self) -> None:
        while self._recalled:
            subject, (hour, alerts) = self._recalled.popitem()
            if self.clock and (known := self.subjects.get(subject)):
                reading = replace(known.reading(self.clock), hour=hour)
                self._shown[subject] = Shown(reading, alerts)

    def _tick(self, tick: Tick) -> Heard:
        heard = Heard("ticked")
        before = self.clock or Clock(tick.hour, tick.hour)
        if tick.hour < before.now:
            return Heard("late")
        now = Clock(before.start, tick.hour, tick.silent_outlets, tick.silent_languages)
        self._advance(now, heard)
        return heard

    def _hear(self, observation: Observation, hour: int, clock: Clock, heard: Heard) -> None:
        subject = observation.subject
        known = self.subjects.setdefault(subject, SubjectHours(subject))
        if hour not in known.hours:
            known.put(hour, Hour())
            heard.changes.hours[subject, hour] = known.hours[hour]
        said = observation if observation.events else None
        known.hear(hour, observation.story, said)
        heard.changes.said[subject, hour, observation.story] = said
        self._read(known, clock, heard)

    def _advance(self, clock: Clock, heard: Heard) -> None:
        """Let time go on: close and forget hours, read every subject anew."""
        self.clock = heard.changes.clock = clock
        for subject in sorted(self.subjects):
            known = self.subjects[subject]
            self._age(known, clock, heard.changes)
            if known.hours:
                self._read(known, clock, heard)
            else:
                self._forget(subject, heard)

    def _age(self, known: SubjectHours, clock: Clock, changes: Changes) -> None:
        for number, stories in known.close(clock.closing).items():
            changes.hours[known.subject, number] = known.hours[number]
            changes.said |= {(known.subject, number, story): None for story in stories}
        for number, hour in known.forget(clock.oldest).items():
            changes.forgotten[known.subject, number] = hour

    def _forget(self, subject: Subject, heard: Heard) -> None:
        del self.subjects[subject]
        self.shown.pop(subject, None)
        heard.changes.shown[subject] = None
        heard.gone.append(subject)

    def _read(self, known: SubjectHours, clock: Clock, heard: Heard) -> None:
        """Read a subject, judge it by every rule, and publish what is new."""
        reading = known.reading(clock)
        shown = self.shown.setdefault(known.subject, Shown())
        alerts = dict(self._judged(known, reading, clock, heard))
        changed = not shown.reading or replace(shown.reading, hour=reading.hour) != reading
        if changed or alerts != shown.alerts:
            if changed:
                heard.readings.append(reading)
            now = Shown(reading if changed else shown.reading, alerts)
            self.shown[known.subject] = now
            if now.key != shown.key:
                heard.changes.shown[known.subject] = now

    def _judged(
        self, known: SubjectHours, reading: Reading, clock: Clock, heard: Heard
    ) -> Iterator[tuple[str, AlertState]]:
        """What each rule remembers of the subject at this reading."""
        shown = self.shown[known.subject]
        for rule in self._rules:
            if not applies(rule, reading):
                continue
            before, recent = shown.alerts.get(rule.name), known.recent(clock)
            alert, state = judge(rule, reading, before, recent)
            if alert:
                heard.alerts.append(alert)
            if state:
                yield rule.name, state
