"""What the parts cost, from made-up rounds and from a real article."""

from __future__ import annotations

from pathlib import Path

import orjson

from bench.cost import MENDING, MODEL, NAMES, READING, Costs, load, spent, table
from worker.nlp import pipelines

COSTS = Costs(
    10, 0.5, ({MODEL: 1.0, "events": 0.2}, {MODEL: 4.0, "events": 2.0}, {MODEL: 1.0, "events": 0.3})
)


def test_a_ratio_is_taken_within_a_round() -> None:
    """Of 0.2, 0.5 and 0.3 the median: a busy round slows both alike."""
    assert list(table(COSTS)) == [
        (MODEL, "100.00", "1.000"),
        ("events", "30.00", "0.300"),
        ("our own together", "30.00", "0.300"),
    ]


def test_every_component_is_a_part() -> None:
    """The parts are those that the pipeline has, each with some time."""
    text = "Russland hat der Ukraine mit Vergeltung gedroht. Kiew rief die Nato um Hilfe an."
    found = spent(pipelines.load("de"), [orjson.dumps({"text": text, "language": "de"})])
    assert list(found) == [MODEL, MENDING, READING, *NAMES.values()]
    assert all(seconds >= 0 for seconds in found.values())
    assert tuple(NAMES) == pipelines.COMPONENTS


def test_costs_survive_their_file(tmp_path: Path) -> None:
    """The page is rendered from the JSON."""
    file = tmp_path / "cost.json"
    file.write_bytes(orjson.dumps(COSTS))
    assert load(file) == COSTS
