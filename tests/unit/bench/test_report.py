"""The page about performance, rendered from a made-up run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.report import render
from bench.results import Machine, Rate, Results, Round, Spent, Start, rates, read, write
from tests.unit.bench.test_cost import COSTS


def one_round(bare: float, coder: float) -> Round:
    """A round of ten articles, with a worker of two pool processes."""
    start = Start(2, 3.5, 130, (290, 310), events=40, outcomes={"published": 9, "dropped empty": 1})
    ways = {"nlp.pipe alone": Spent(bare, bare), "coder": Spent(coder, 2.0)}
    return Round(10, 2_000, ways, (start,))


@pytest.fixture
def run() -> Results:
    """Three rounds, the second on a busy machine."""
    machine = Machine("Abacus", 2, 25.3, "Linux", (0.4, 3.0, 1.0, 0.5), {"spacy": "3.8"})
    rounds = (one_round(1.0, 2.0), one_round(8.0, 10.0), one_round(1.0, 2.5))
    return Results("2026-01-01T12:00:00+00:00", "two letters", machine, rounds)


def test_a_ratio_is_taken_within_a_round(run: Results) -> None:
    """Of 0.5, 0.8 and 0.4 the median: a busy round slows both ways alike."""
    assert rates(run.rounds) == [
        Rate("nlp.pipe alone", articles=10.0, words=2_000.0, ratio=1.0, cpu_ms=100.0),
        Rate("coder", articles=4.0, words=800.0, ratio=0.5, cpu_ms=200.0),
    ]


def test_the_page_has_the_figures_and_what_they_depend_on(run: Results) -> None:
    """One row a way, one a size of the pool, then the machine and its load."""
    lines = render(run, COSTS).splitlines()

    assert "| coder | 4.0 | 800 | 0.50 | 200.0 |  |" in lines
    assert "| events | 30.00 | 0.300 |" in lines
    assert "| 2 | 3.5 | 130 | 300 | 730 |" in lines
    assert "Outcomes over Kafka: 3 dropped empty, 27 published, 120 events." in lines
    assert any(
        line.endswith("before the first round and after each: 0.4, 3.0, 1.0, 0.5.")
        for line in lines
    )


def test_results_survive_their_file(run: Results, tmp_path: Path) -> None:
    """The page can be rendered anew from the JSON."""
    write(run, tmp_path / "throughput.json")

    assert read(tmp_path / "throughput.json") == run
