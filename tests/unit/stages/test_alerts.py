"""Rules on readings: when an alert is raised, grows graver, ends, and rests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.signed import happened
from tests.unit.stages.index.test_hours import observed
from worker.domain.index import Alert, Baseline, Coverage, Part, Reading, Rule
from worker.domain.signature import Subject
from worker.stages.alerts import AlertState, applies, judge

RULE = Rule(
    name="attacks",
    part="acts",
    kinds=("dyad",),
    subjects=(),
    z=4.0,
    rise=16.0,
    outlets=2,
    cooldown=24,
    resolve=1.0,
    critical=10.0,
)
USUAL = Baseline(2.0, 4.0, 28)
QUIET = Part(2.0, (), USUAL, 100.0, 0.0)
BOTH = ("AFP", "dpa")
SAID = [
    observed("a", happened("RUS", "ASSAULT", "USA"), happened("RUS", "ACCUSE", "USA")),
    observed("b", happened("RUS", "ASSAULT", "USA", modality="reported"), origin="AFP"),
]


def reading(
    z: float | None, *, hour: int = 100, outlets: tuple[str, ...] = BOTH, coverage: Coverage = "ok"
) -> Reading:
    """A reading whose acts are so many deviations above a usual day."""
    points = 2.0 + 4.0 * (z or 0.0)
    acts = Part(points, outlets, USUAL, None if z is None else 200.0, z)
    return Reading(Subject("RUS-USA", "dyad"), hour, QUIET, QUIET, acts, 0.0, coverage, (), 2)


def course(*readings: Reading) -> list[tuple[str, str] | None]:
    """Status and severity of the alerts that readings lead to, one after the other."""
    state: AlertState | None = None
    told: list[tuple[str, str] | None] = []
    for one in readings:
        alert, state = judge(RULE, one, state, SAID)
        told.append((alert.status, alert.severity) if alert else None)
    return told


def raised(one: Reading) -> Alert:
    """The alert that a reading raises."""
    alert, _ = judge(RULE, one, None, SAID)
    assert alert
    return alert


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(reading(4.0), ("raised", "warning"), id="all that the rule asks"),
        pytest.param(reading(10.0), ("raised", "critical"), id="out of all proportion"),
        pytest.param(reading(3.9), None, id="not so rare"),
        pytest.param(reading(5.0, outlets=("dpa",)), None, id="one voice"),
        pytest.param(reading(None), None, id="no baseline yet"),
        pytest.param(
            replace(reading(9.0), acts=Part(11.0, BOTH, Baseline(2.0, 1.0, 28), 140.0, 9.0)),
            None,
            id="rare but small",
        ),
    ],
)
def test_when_an_alert_is_raised(one: Reading, expected: tuple[str, str] | None) -> None:
    """Deviation, absolute rise and independent outlets must all be there."""
    assert course(one) == [expected]


def test_an_alert_is_told_once_and_ends_by_itself() -> None:
    """In between only when it grows graver."""
    readings = [reading(z, hour=100 + place) for place, z in enumerate([5, 6, 11, 12, 3, 0.5])]

    assert course(*readings) == [
        ("raised", "warning"), None, ("graver", "critical"), None, None, ("resolved", "critical"),
    ]  # fmt: skip


def test_after_its_end_a_subject_rests() -> None:
    """A day long, but for what is graver."""
    ended = [reading(5.0), reading(0.5, hour=101)]

    assert course(*ended, reading(5.0, hour=124))[-1] is None
    assert course(*ended, reading(5.0, hour=125))[-1] == ("raised", "warning")
    assert course(*ended, reading(11.0, hour=110))[-1] == ("raised", "critical")


def test_silence_does_not_end_an_alert() -> None:
    """Blind is not calm."""
    assert course(reading(5.0), reading(0.0, hour=101, coverage="blind"))[-1] is None


def test_an_alert_shows_what_it_rests_on() -> None:
    """The sentences that its rule looks at, the heaviest first, each with article and outlet."""
    shown = raised(reading(6.0)).evidence

    assert [(one.story, one.outlet, one.type, one.modality) for one in shown] == [
        ("a", "dpa", "ASSAULT", "asserted"),
        ("b", "AFP", "ASSAULT", "reported"),
    ]


def test_an_alert_says_why_in_a_sentence() -> None:
    """What was measured, against what, by whom it is reported."""
    assert raised(reading(6.0)).why == (
        "RUS-USA: acts of force up: 26 points in 24 hours against 2 on a usual day (6 deviations), "
        "reported by 2 independent outlets, above all ASSAULT RUS-USA."
    )


def test_importance_and_credibility_are_two_things() -> None:
    """How far out of the ordinary, and how well attested."""
    plain, blind = raised(reading(6.0)), raised(reading(12.0, coverage="blind"))

    assert plain.importance < blind.importance
    assert plain.credibility > blind.credibility
    assert raised(reading(6.0, outlets=("AFP", "AP", "dpa"))).credibility > plain.credibility


def test_an_alert_has_one_id_from_beginning_to_end() -> None:
    """Derived from rule, subject and hour."""
    alert, state = judge(RULE, reading(6.0), None, SAID)
    ended, _ = judge(RULE, reading(0.0, hour=130), state, SAID)

    assert alert
    assert ended
    assert (ended.id, ended.since, ended.hour) == (alert.id, 100, 130)
    assert isinstance(state, AlertState)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RULE, True),
        (replace(RULE, kinds=("country",)), False),
        (replace(RULE, subjects=("RUS-USA",)), True),
        (replace(RULE, subjects=("CHN-USA",)), False),
    ],
)
def test_a_rule_is_for_its_subjects(rule: Rule, expected: bool) -> None:
    """By kind, and by name where it names some."""
    assert applies(rule, reading(5.0)) is expected
