"""Every row of the table at its small size: what CI runs of `make scenarios`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.page import PAGE, table
from tests.scenarios.rows import ROWS
from tests.scenarios.run import RESULTS, play
from worker.local import LocalKafka

pytestmark = pytest.mark.broker


@pytest.fixture(scope="module")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKafka]:
    """One broker for all rows, beside the other tests': some kill it."""
    with LocalKafka(tmp_path_factory.mktemp("kafka")) as broker:
        yield broker


#: What the tests of the streams try too, or takes half a minute of waiting; `make test-long` runs them.
_LONG = {"broker", "rebalances", "leaving", "network", "zombies", "soak", "refusals", "replicas"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.long if name in _LONG else ()) for name in ROWS],
)
def test_a_small_one_holds(name: str, kafka: LocalKafka, tmp_path: Path) -> None:
    """Nothing lost, nothing twice, every promise kept."""
    row = ROWS[name]

    result = play(row, row.small, tmp_path, kafka)

    assert result.broken == []
    assert result.mismatches == []


def test_the_rows_are_numbered_as_in_the_documentation() -> None:
    """One to twelve, none left out."""
    assert [row.number for row in ROWS.values()] == list(range(1, 13))


def test_the_page_tells_what_was_found() -> None:
    """doc/reliability.md is as bench/results/scenarios.json has it."""
    found = table(json.loads(RESULTS.read_text()))

    assert found in PAGE.read_text()
