"""Gauges that are looked at: where the index stands, and memory."""

from __future__ import annotations

import os

from tests.support.crisis import RISE_DAY, Crisis
from tests.support.undisturbed import encoded, undisturbed
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.streams.gauges import IndexGauges, observe_memory

TOPICS = Topics()
CRISIS = encoded(Crisis(1, flood=0, other=2, days=RISE_DAY + 2).articles(), TOPICS)


def test_the_index_is_told_by_subject() -> None:
    """Points and value; one is the other's day, and both are those of the readings."""
    metrics, stages = Metrics(version="test"), undisturbed(CRISIS, TOPICS).index
    IndexGauges(metrics).observe(stages)

    value = metrics.registry.get_sample_value
    labels = {"kind": "dyad", "subject": "RUS-USA"}
    readings = {
        subject.name: shown.reading for one in stages for subject, shown in one.index.shown.items()
    }
    reading = readings["RUS-USA"]
    assert reading
    assert value("escalation_index_points", labels) == reading.total.points
    assert value("escalation_index_value", labels) == reading.total.value
    assert value("escalation_alerts_open", {"severity": "critical"}) is not None
    assert value("escalation_index_subjects", {"coverage": reading.coverage})


def test_a_subject_that_falls_out_is_forgotten() -> None:
    """Its partition was given away, or others have more points."""
    metrics = Metrics(version="test")
    gauges = IndexGauges(metrics)
    gauges.observe(undisturbed(CRISIS, TOPICS).index)
    gauges.observe([])

    assert b"RUS" not in metrics.text()
    assert metrics.registry.get_sample_value("escalation_alerts_open", {"severity": "warning"}) == 0


def test_memory_is_that_of_worker_and_pool() -> None:
    """A process that has ended takes none."""
    metrics = Metrics(version="test")
    observe_memory(metrics, [os.getpid(), os.getpid(), 2**22 + 1])

    value = metrics.registry.get_sample_value
    own = value("escalation_memory_bytes", {"process": "worker"})
    pool = value("escalation_memory_bytes", {"process": "pool"})
    assert own
    assert own > 2**20
    assert pool
    assert 1.5 < pool / own < 2.5
