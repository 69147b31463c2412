"""Which goals are met, from made-up results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.goals import (
    BARE,
    NONE,
    ONE,
    PLAIN,
    TWO,
    Goal,
    Others,
    others,
    render,
    speedup,
    without_broker,
)
from bench.results import Machine, Results, Round, Spent, Start
from tests.unit.bench.test_cost import COSTS
from tests.unit.bench.test_latency import WAITS

ROUND = Round(
    10,
    2_000,
    {
        BARE: Spent(1.0, 1.0),
        ONE: Spent(1.9, 2.0, 0.3),
        TWO: Spent(1.1, 2.0, 0.2),
        PLAIN: Spent(2.2, 2.2, 0.1),
    },
    (Start(2, 6.0, 130, (290, 310), events=40, outcomes={"published": 10}),),
)


def results(*rounds: Round) -> Results:
    """A run with these rounds."""
    machine = Machine("Abacus", 2, 25.3, "Linux", (0.4,), {"spacy": "3.8"})
    return Results("2026-01-01T12:00:00+00:00", "two letters", machine, rounds)


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (Goal("fast", 1.7, 1.7), True),
        (Goal("fast", 1.7, 1.69), False),
        (Goal("small", 900, 900, most=True), True),
        (Goal("small", 900, 901, most=True), False),
        (Goal("small", 900, None, most=True), False),
    ],
)
def test_a_goal_is_met_on_its_side_of_the_bound(goal: Goal, met: bool) -> None:
    """At least or at most, the bound included; what was not measured is not met."""
    assert goal.met is met


def test_ways_are_compared_within_a_round() -> None:
    """A way that did not run has no ratio."""
    assert speedup((ROUND,), TWO, PLAIN) == pytest.approx(2.0)
    assert speedup((ROUND,), TWO, "lanes without a model") is None


def test_the_broker_is_taken_off_two_processes() -> None:
    """Its 0.2 s are 0.1 s of both cores: 1.9 / (1.1 - 0.1); without its time there is no figure."""
    assert without_broker((ROUND,)) == pytest.approx(1.9)
    assert without_broker((Round(10, 1, {ONE: Spent(1, 1), TWO: Spent(1, 1)}, ()),)) is None


def test_the_table_says_what_is_met_and_what_is_not() -> None:
    """Goal, bound, figure with its unit, yes or no."""
    lines = render(results(ROUND), COSTS, WAITS, Others(1.01, 2.5)).splitlines()

    assert "| two pool processes ÷ plain aiokafka loop | ≥ 1.7 | 2.00 | yes |" in lines
    assert "| end to end with one pool process ÷ `nlp.pipe` alone | ≥ 0.9 | 0.53 | no |" in lines
    assert (
        "| p99 produce → read_committed at half the full speed | ≤ 250 ms | 198 ms | yes |" in lines
    )
    assert "| idle worker with two pool processes | ≤ 900 MB | 710 MB | yes |" in lines
    assert "| start to ready | ≤ 5 s | 6.00 s | no |" in lines


def test_what_was_not_measured_says_so() -> None:
    """A table can be made before every benchmark has run."""
    lines = render(results(ROUND), COSTS, None, NONE).splitlines()

    assert "| idle worker, share of a core | ≤ 1 % |  | not measured |" in lines
    assert "| growth of memory in a soak of an hour | ≤ 5 % |  | not measured |" in lines


@pytest.mark.parametrize(
    ("full", "broken", "growth"),
    [
        (True, [], 7.5),
        (True, ["memory grows by less than 5%, not 7.5%"], 7.5),
        (True, ["all of 24863 come out"], None),
        (False, [], None),
    ],
)
def test_only_a_full_soak_counts(
    full: bool, broken: list[str], growth: float | None, tmp_path: Path
) -> None:
    """Twenty seconds of it say nothing about memory, nor does an hour that fell behind its articles."""
    soak = {"full": full, "broken": broken, "figures": {"growth": "7.5%"}}
    (tmp_path / "scenarios.json").write_text(json.dumps({"soak": soak}), encoding="utf-8")
    (tmp_path / "lexicon.json").write_text('{"ratio": 1.005}', encoding="utf-8")

    assert others(tmp_path) == Others(1.005, growth)
