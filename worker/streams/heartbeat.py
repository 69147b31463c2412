"""Signs of life for /livez and /readyz, and the gauges that are looked at rather than counted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Protocol

import structlog

from worker.metrics import Metrics
from worker.streams.lane import Lane
from worker.streams.lanes import Partition

_INTERVAL_SECONDS = 1.0

log = structlog.get_logger(__name__)


class Heartbeat:
    """Beats once a second in the event loop; ``age`` tells any thread how long ago that was."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    @property
    def age(self) -> float:
        """Seconds since the event loop last came round."""
        return time.monotonic() - self._last

    async def run(self, observe: Callable[[], None]) -> None:
        """Beat and observe for ever."""
        while True:
            self._last = time.monotonic()
            try:
                observe()
            except Exception:
                log.exception("not observed")  # a gauge is not worth a worker
            await asyncio.sleep(_INTERVAL_SECONDS)


class Ends(Protocol):
    """What the lag is measured by."""

    def end_offset(self, partition: Partition) -> int | None:
        """The end of a partition as of the last fetch."""

    def position(self, partition: Partition) -> int | None:
        """The offset that is read next."""


class LagObserver:
    """Sets the gauges of each open lane from what Kafka and the ledger say."""

    def __init__(self, metrics: Metrics, ends: Ends) -> None:
        self._metrics = metrics
        self._ends = ends
        self._known: set[Partition] = set()

    def observe(self, lanes: Mapping[Partition, Lane]) -> None:
        """Set lag in records and in seconds; forget the partitions that are not ours any more."""
        for topic, partition in self._known - set(lanes):
            self._metrics.forget("lag_records", topic, str(partition))
            self._metrics.forget("lag_seconds", topic, str(partition))
        self._known = set(lanes)
        self._metrics.gauge("lanes_open").set(len(lanes))
        for (topic, partition), lane in lanes.items():
            lag = self._lag(lane)
            if lag is not None:
                self._metrics.gauge("lag_records", topic, str(partition)).set(lag)
            age = 0.0 if lane.oldest is None else max(0.0, time.time() - lane.oldest / 1000)
            self._metrics.gauge("lag_seconds", topic, str(partition)).set(age)

    def _lag(self, lane: Lane) -> int | None:
        """Offsets not committed yet.

        A transaction ends with a marker, which is no record: a partition that is read to its end, with
        nothing in the ledger or before the window, has no lag, although its end was never committed.
        """
        end = self._ends.end_offset(lane.partition)
        if end is None:
            return None
        read = self._ends.position(lane.partition) == end
        if read and lane.is_empty and not lane.window.is_waited_for:
            return 0
        return max(0, end - lane.committed)
