"""The long version of the faults: 10,000 articles, 50 kills; its figures go to bench/results."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest

from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from tests.support.scenario import Scenario
from worker.local import LocalKafka

pytestmark = [pytest.mark.broker, pytest.mark.long, pytest.mark.timeout(1500)]

ARTICLES, KILLS, BROKER_KILLS = 10_000, 50, 2
RESULT = Path(__file__).parents[3] / "bench" / "results" / "exactly_once.json"


async def test_fifty_kills_lose_and_double_nothing(
    kafka: LocalKafka, cluster: Cluster, fleet: Fleet
) -> None:
    """Two workers are killed in turn, 25 times each, and the broker twice, under traffic."""
    scenario = Scenario(cluster, ARTICLES)
    started = time.monotonic()
    await asyncio.gather(fleet.start("one"), fleet.start("two"))
    producing = asyncio.create_task(scenario.produce())
    for number in range(KILLS):
        assert await scenario.reached(0.95 * (number + 1) / (KILLS + 1))
        await fleet.kill("one" if number % 2 else "two")
        if number in (20, 40):
            kafka.kill()
            await asyncio.to_thread(kafka.restart)
    await producing
    faults = await scenario.faults(seconds=240)
    write_result(faults, fleet, seconds=time.monotonic() - started)
    assert faults == {}


def write_result(faults: dict[str, list[bytes]], fleet: Fleet, *, seconds: float) -> None:
    """What happened, for whoever asks without an hour to spare."""
    wrong = [line for lines in faults.values() for line in lines]
    figures = {
        "articles": ARTICLES,
        "worker_kills": KILLS,
        "broker_kills": BROKER_KILLS,
        "worker_restarts": fleet.restarts,
        "lost": sum(line.startswith(b"lost") for line in wrong),
        "duplicates": sum(line.startswith(b"twice") for line in wrong),
        "seconds": round(seconds, 1),
    }
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n")
