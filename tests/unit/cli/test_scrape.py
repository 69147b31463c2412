"""Counters out of the text of /metrics."""

from __future__ import annotations

from worker.cli.scrape import parse
from worker.metrics import Metrics


def test_counters_are_found_with_their_labels() -> None:
    """Gauges and histograms are left alone; the values come in the order of the labels' names."""
    metrics = Metrics(version="1")
    metrics.counter("articles", "published", "").inc(3)
    metrics.counter("articles", "dropped", "too_short").inc()
    metrics.counter("events", "THREATEN", "asserted").inc(2)
    metrics.gauge("lanes_open").set(4)

    counted = parse(metrics.text().decode())

    assert counted == {
        "articles": {("published", ""): 3, ("dropped", "too_short"): 1},
        "events": {("asserted", "THREATEN"): 2},
    }
