"""The same articles give the same bytes, whatever batches and pool; make identity does it at full size."""

from __future__ import annotations

from io import BytesIO

import pytest

from bench.identity import Values, coded, pooled
from tests.support.incoming import fixtures
from tests.support.tiny import FOLDER
from worker import resources
from worker.cli import sources
from worker.stages.building import CoderOptions

TIERS = (CoderOptions(), CoderOptions(tier="accurate", encoder=FOLDER))


@pytest.fixture(scope="module")
def values() -> list[bytes]:
    """The seeds, and twenty texts in the shapes of the street."""
    seeds = sorted(resources.folder("seeds").glob("*.json"))
    files = [(one.file, one.content) for one in fixtures()[::6]]
    found = [item.value for name, content in files for item in sources.read(BytesIO(content), name)]
    return [seed.read_bytes() for seed in seeds] + found[:20]


@pytest.fixture(scope="module", params=TIERS, ids=lambda options: options.tier)
def options(request: pytest.FixtureRequest) -> CoderOptions:
    """Each tier in turn."""
    chosen: CoderOptions = request.param
    return chosen


@pytest.fixture(scope="module")
def code(values: list[bytes], options: CoderOptions) -> list[Values]:
    """What the command prints."""
    return coded(values, options)


@pytest.mark.parametrize(("batch", "pool"), [(1, 2), (8, 1), (64, 2)])
async def test_batches_and_pools_change_no_byte(
    batch: int, pool: int, values: list[bytes], options: CoderOptions, code: list[Values]
) -> None:
    """Each article's record and those of its events are what ``code`` prints."""
    assert sum(map(len, code)) > len(values)
    assert await pooled(values, options, batch=batch, pool=pool) == code
