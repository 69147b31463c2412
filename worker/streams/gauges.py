"""Gauges that are looked at once a second: where the index stands, and how much memory is taken."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import get_args

from worker.domain.index import Coverage, Severity
from worker.metrics import Metrics
from worker.metrics.catalogue import MOST_SUBJECTS
from worker.stages.index.standing import standing
from worker.streams.stateful import IndexStage, State

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class IndexGauges:
    """Tells of the index, and stops telling of subjects that are no longer among the first."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._told: set[tuple[str, str, str]] = set()

    def observe(self, stages: Collection[State]) -> None:
        """Set the gauges from the partitions of the index that this worker has."""
        indexes = (stage.index for stage in stages if isinstance(stage, IndexStage))
        found = standing(indexes, most=MOST_SUBJECTS)
        for coverage in get_args(Coverage):
            self._metrics.gauge("index_subjects", coverage).set(found.coverage[coverage])
        for severity in get_args(Severity):
            self._metrics.gauge("alerts_open", severity).set(found.alerts[severity])
        told: dict[tuple[str, str, str], float] = {}
        for reading in found.readings:
            subject = (reading.subject.kind, reading.subject.name)
            told["index_points", *subject] = reading.total.points
            if reading.total.value is not None:
                told["index_value", *subject] = reading.total.value
        for gone in self._told - set(told):
            self._metrics.forget(*gone)
        for labels, value in told.items():
            self._metrics.gauge(*labels).set(value)
        self._told = set(told)


def observe_memory(metrics: Metrics, pool: Iterable[int]) -> None:
    """Set the resident memory of this process and of those of the pool."""
    metrics.gauge("memory_bytes", "worker").set(_resident(os.getpid()))
    metrics.gauge("memory_bytes", "pool").set(sum(map(_resident, pool)))


def _resident(pid: int) -> int:
    """Bytes; 0 where the process is gone or the system does not say."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    return 0
