"""The rolling index of a subject: a reading against its own baseline, and alerts about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from worker.domain.event import EventType, Modality
from worker.domain.signature import Subject
from worker.domain.text import Span

#: Whether a reading can be trusted: input as ever, little of it, or none from who used to deliver.
Coverage = Literal["ok", "thin", "blind"]
Severity = Literal["warning", "critical"]
Status = Literal["raised", "graver", "resolved"]
#: What a rule looks at.
PartName = Literal["total", "threats", "acts"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The usual day: mean and standard deviation of points over ``days`` windows, weekday included."""

    mean: float
    deviation: float
    days: int


@dataclass(frozen=True, slots=True)
class Part:
    """A sum of points against its usual day: 100 is ``value`` on a usual day.

    ``z`` is the number of deviations above the baseline; both are None while that has too few days.
    ``outlets`` are the independent ones that report it, sorted.
    """

    points: float
    outlets: tuple[str, ...]
    baseline: Baseline
    value: float | None
    z: float | None

    @property
    def rise(self) -> float:
        """Points above the baseline."""
        return round(self.points - self.baseline.mean, 2)


@dataclass(frozen=True, slots=True)
class Reading:
    """The index of ``subject`` at the end of ``hour`` (hours since 1970).

    ``total`` is ``threats`` and ``acts`` less ``easing``, not below 0; ``stories`` of the present window
    say so. ``silent`` names who used to report on the subject and delivers nothing.
    """

    subject: Subject
    hour: int
    total: Part
    threats: Part
    acts: Part
    easing: float
    coverage: Coverage
    silent: tuple[str, ...]
    stories: int


@dataclass(frozen=True, slots=True)
class Rule:
    """When to raise an alert; alerts.toml says what each number means."""

    name: str
    part: PartName
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    z: float
    rise: float
    outlets: int
    cooldown: int
    resolve: float
    critical: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that an alert rests on; ``span`` lies in the text of ``article_id``."""

    story: str
    article_id: str
    title: str
    outlet: str
    dyad: str
    type: EventType
    modality: Modality
    points: float
    span: Span


@dataclass(frozen=True, slots=True)
class Alert:
    """A rise that a rule speaks of, from its beginning (``since``, hours since 1970) to its end.

    ``importance`` (0 to 100) is how far out of the ordinary the rise is, ``credibility`` (0 to 1) how well
    it is attested: independent outlets, asserted rather than reported or conditional, input complete.
    """

    id: str
    rule: str
    status: Status
    severity: Severity
    reading: Reading
    since: int
    hour: int
    why: str
    importance: float
    credibility: float
    evidence: tuple[Evidence, ...]
