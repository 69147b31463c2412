"""The alerts stage: rules are tried on a reading; a rise is told once, when it grows graver, and its end.

Silence is not calm: while a subject reads blind its alerts stay open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from worker.domain.ids import digest
from worker.domain.index import (
    Alert,
    Evidence,
    Part,
    PartName,
    Reading,
    Rule,
    Severity,
    Status,
)
from worker.domain.observation import Observation
from worker.domain.signature import CompactEvent
from worker.languages.weighing import index_weights
from worker.stages.index.voices import THREATS, points

_MOST_EVIDENCE = 12
_LABEL: dict[PartName, str] = {"total": "tension", "threats": "threats", "acts": "acts of force"}
_TRUST = {"ok": 1.0, "thin": 0.8, "blind": 0.6}


@dataclass(frozen=True, slots=True)
class AlertState:
    """What a rule remembers of a subject; ``ended`` is None while the alert is open (hours)."""

    id: str
    since: int
    severity: Severity
    ended: int | None


def judge(
    rule: Rule, reading: Reading, state: AlertState | None, recent: Iterable[Observation]
) -> tuple[Alert | None, AlertState | None]:
    """The alert that ``rule`` raises or ends at this reading, if any, and what it remembers then.

    ``recent`` is what stories of the present window say of the subject: the evidence.
    """
    if state and state.ended is None:
        return _go_on(rule, reading, state, recent)
    if not _rises(rule, reading):
        return None, _remembered(rule, reading, state)
    severity = _severity(rule, reading)
    if state and _rests(rule, reading, state) and severity in (state.severity, "warning"):
        return None, state
    raised = AlertState(
        digest("alert", rule.name, reading.subject.name, str(reading.hour)),
        reading.hour,
        severity,
        None,
    )
    return _alert(rule, reading, raised, "raised", recent), raised


def applies(rule: Rule, reading: Reading) -> bool:
    """Whether a rule is meant for the subject."""
    named = not rule.subjects or reading.subject.name in rule.subjects
    return named and reading.subject.kind in rule.kinds


def _go_on(
    rule: Rule, reading: Reading, state: AlertState, recent: Iterable[Observation]
) -> tuple[Alert | None, AlertState]:
    if reading.coverage != "blind" and _z(rule, reading) < rule.resolve:
        ended = AlertState(state.id, state.since, state.severity, reading.hour)
        return _alert(rule, reading, ended, "resolved", recent), ended
    if state.severity == "warning" and _severity(rule, reading) == "critical":
        graver = AlertState(state.id, state.since, "critical", None)
        return _alert(rule, reading, graver, "graver", recent), graver
    return None, state


def _rises(rule: Rule, reading: Reading) -> bool:
    part = _part(rule, reading)
    return (
        part.z is not None
        and part.z >= rule.z
        and part.rise >= rule.rise
        and len(part.outlets) >= rule.outlets
    )


def _part(rule: Rule, reading: Reading) -> Part:
    parts: dict[PartName, Part] = {
        "total": reading.total,
        "threats": reading.threats,
        "acts": reading.acts,
    }
    return parts[rule.part]


def _z(rule: Rule, reading: Reading) -> float:
    return _part(rule, reading).z or 0.0


def _severity(rule: Rule, reading: Reading) -> Severity:
    return "critical" if _z(rule, reading) >= rule.critical else "warning"


def _remembered(rule: Rule, reading: Reading, state: AlertState | None) -> AlertState | None:
    """What was, while its cooldown lasts."""
    return state if state and _rests(rule, reading, state) else None


def _rests(rule: Rule, reading: Reading, state: AlertState) -> bool:
    return state.ended is not None and reading.hour - state.ended < rule.cooldown


def _alert(
    rule: Rule,
    reading: Reading,
    state: AlertState,
    status: Status,
    recent: Iterable[Observation],
) -> Alert:
    evidence = sorted(_evidence(rule, recent), key=lambda one: (-one.points, one.story, one.span))
    shown = tuple(evidence[:_MOST_EVIDENCE])
    return Alert(
        id=state.id,
        rule=rule.name,
        status=status,
        severity=state.severity,
        reading=reading,
        since=state.since,
        hour=reading.hour,
        why=_why(rule, reading, status, shown),
        importance=round(100 * (1 - 2 ** (-max(0.0, _z(rule, reading)) / 10)), 1),
        credibility=_credibility(rule, reading, evidence),
        evidence=shown,
    )


def _evidence(rule: Rule, recent: Iterable[Observation]) -> Iterator[Evidence]:
    for story in recent:
        for event in story.events:
            weight = points(event)
            if weight > 0 and _looks_at(rule, event):
                dyad = f"{'+'.join(event.sources) or '---'}-{'+'.join(event.targets) or '---'}"
                yield Evidence(
                    story=story.story,
                    article_id=story.article_id,
                    title=story.title,
                    outlet=story.origin,
                    dyad=dyad,
                    type=event.type,
                    modality=event.modality,
                    points=round(weight, 2),
                    span=event.evidence,
                )


def _looks_at(rule: Rule, event: CompactEvent) -> bool:
    return rule.part == "total" or (event.resolved_type in THREATS) == (rule.part == "threats")


def _credibility(rule: Rule, reading: Reading, evidence: list[Evidence]) -> float:
    """How well attested: independent voices, what they assert, and whether all who report were heard."""
    total = sum(one.points for one in evidence)
    asserted = sum(one.points for one in evidence if one.modality == "asserted")
    voices = 1 - 2.0 ** -len(_part(rule, reading).outlets)
    share = asserted / total if total else 0.0
    return round(voices * (0.5 + 0.5 * share) * _TRUST[reading.coverage], 2)


def _why(rule: Rule, reading: Reading, status: Status, evidence: tuple[Evidence, ...]) -> str:
    part, name = _part(rule, reading), reading.subject.name
    measured = (
        f"{part.points:g} points in {index_weights().reading['window']:g} hours against "
        f"{part.baseline.mean:g} on a usual day ({_z(rule, reading):g} deviations)"
    )
    if status == "resolved":
        return f"{name}: {_LABEL[rule.part]} back to normal, {measured}."
    types = list(dict.fromkeys(f"{one.type} {one.dyad}" for one in evidence))[:3]
    return (
        f"{name}: {_LABEL[rule.part]} up: {measured}, reported by {len(part.outlets)} independent "
        f"outlets, above all {', '.join(types)}."
    )
