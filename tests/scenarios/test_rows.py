"""Every row of the table at its small size: what CI runs of `make scenarios`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from tests.scenarios.page import PAGE, table
from tests.scenarios.rows import ROWS
from tests.scenarios.run import RESULTS, together, told
from tests.scenarios.table import Result
from worker.local import LocalKafka

_SLOWEST_FIRST = (
    "replicas", "zombies", "refusals", "pool", "broker", "network", "poison", "leaving", "rebalances",
    "soak", "upgrade", "kills", "fuzzing",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each row has its logs, in a folder of its name."""
    return tmp_path_factory.mktemp("scenarios")


@pytest.fixture(scope="module")
def played(folder: Path) -> dict[str, Result]:
    """All rows, played side by side."""
    with LocalKafka(folder / "kafka") as kafka:
        return asyncio.run(together((ROWS[name] for name in _SLOWEST_FIRST), folder, kafka))


@pytest.mark.broker
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ROWS)
def test_a_small_one_holds(name: str, played: dict[str, Result], folder: Path) -> None:
    """Nothing lost, nothing twice, every promise kept."""
    if not played[name].passed:
        print(told(folder / name))  # noqa: T201 - pytest shows it beside the failure
    assert played[name].broken == []
    assert played[name].mismatches == []


def test_the_rows_are_numbered_as_in_the_documentation() -> None:
    """From one on, none left out."""
    assert [row.number for row in ROWS.values()] == list(range(1, len(ROWS) + 1))


def test_the_page_tells_what_was_found() -> None:
    """doc/reliability.md is as bench/results/scenarios.json has it."""
    found = table(json.loads(RESULTS.read_text()))

    assert found in PAGE.read_text()
