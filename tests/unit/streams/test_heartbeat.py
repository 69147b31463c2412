"""Signs of life, and lag as the ledger and Kafka tell it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace

import pytest

from tests.unit.streams.conftest import PARTITION, Rig, raw
from worker.metrics import Metrics
from worker.streams import heartbeat as heartbeat_module
from worker.streams.heartbeat import Heartbeat, LagObserver
from worker.streams.lanes import Partition

LABELS = {"topic": "articles.raw", "partition": "2"}


@dataclass(frozen=True)
class Ends:
    """A partition with this end, read up to ``read``."""

    end: int | None = None
    read: int = 0

    def end_offset(self, partition: Partition) -> int | None:  # noqa: ARG002
        """The end."""
        return self.end

    def position(self, partition: Partition) -> int | None:  # noqa: ARG002
        """How far it was read."""
        return self.read


async def test_the_heart_beats_when_the_loop_comes_round() -> None:
    """And the gauges are looked at with every beat."""
    heartbeat, observed = Heartbeat(), asyncio.Event()
    beating = asyncio.create_task(heartbeat.run(observed.set))
    await asyncio.wait_for(observed.wait(), 5)
    beating.cancel()

    assert 0 <= heartbeat.age < 5


async def test_a_gauge_that_fails_does_not_stop_the_heart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody restarts a worker because a number could not be read."""
    monkeypatch.setattr(heartbeat_module, "_INTERVAL_SECONDS", 0)
    beats: list[int] = []
    third = asyncio.Event()

    def observe() -> None:
        beats.append(len(beats))
        if len(beats) == 3:
            third.set()
        raise KeyError("articles.raw")

    beating = asyncio.create_task(Heartbeat().run(observe))
    await asyncio.wait_for(third.wait(), 5)
    beating.cancel()

    assert beats[:3] == [0, 1, 2]


@pytest.mark.parametrize(("end", "lag"), [(100, 93), (7, 0), (5, 0)])
async def test_lag_is_what_is_not_committed(rig: Rig, end: int, lag: int) -> None:
    """An end that was fetched before our last commit is no negative lag."""
    rig.lane.committed = 7
    LagObserver(rig.metrics, Ends(end)).observe({PARTITION: rig.lane})

    assert rig.metrics.registry.get_sample_value("escalation_lag_records", LABELS) == lag
    assert rig.metrics.registry.get_sample_value("escalation_lanes_open") == 1


async def test_the_marker_of_a_transaction_is_no_lag(rig: Rig) -> None:
    """Read to the end and nothing in the ledger: what lies behind the commit is no record."""
    rig.lane.committed = 7
    LagObserver(rig.metrics, Ends(8, read=8)).observe({PARTITION: rig.lane})
    assert rig.metrics.registry.get_sample_value("escalation_lag_records", LABELS) == 0

    await rig.offer(7)
    LagObserver(rig.metrics, Ends(9, read=9)).observe({PARTITION: rig.lane})
    assert rig.metrics.registry.get_sample_value("escalation_lag_records", LABELS) == 2


async def test_lag_in_seconds_is_the_age_of_the_oldest(rig: Rig) -> None:
    """0 when nothing waits; from Kafka's timestamp when something does."""
    observer = LagObserver(rig.metrics, Ends())
    observer.observe({PARTITION: rig.lane})
    assert rig.metrics.registry.get_sample_value("escalation_lag_seconds", LABELS) == 0

    old = replace(raw(0), timestamp=round((time.time() - 60) * 1000))
    await rig.window.acquire(1)
    rig.lane.offer(old, 1, asyncio.get_running_loop().create_future())
    observer.observe({PARTITION: rig.lane})

    seconds = rig.metrics.registry.get_sample_value("escalation_lag_seconds", LABELS)
    assert seconds == pytest.approx(60, abs=5)


async def test_a_partition_given_away_is_forgotten(rig: Rig) -> None:
    """Its new owner exports its lag; ours would stand still for ever."""
    observer = LagObserver(rig.metrics, Ends(10))
    observer.observe({PARTITION: rig.lane})
    observer.observe({})

    assert rig.metrics.registry.get_sample_value("escalation_lag_records", LABELS) is None
    assert rig.metrics.registry.get_sample_value("escalation_lag_seconds", LABELS) is None
    assert rig.metrics.registry.get_sample_value("escalation_lanes_open") == 0


def test_nothing_is_exported_before_the_first_assignment() -> None:
    """A partition label appears with its lane."""
    assert (
        Metrics(version="test").registry.get_sample_value("escalation_lag_records", LABELS) is None
    )
