"""The Prometheus catalogue: every metric the worker has, its unit, its labels and what it tells.

The only module that knows prometheus_client. Label values are bounded: they come from the closed
lists of the domain, from the topics table, or from the number of partitions. Each ``Metrics`` has a
registry of its own, so that two workers in one test process do not share counts.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

PREFIX = "escalation_"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_SLOW = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0)

Kind = Literal["counter", "gauge", "histogram"]


@dataclass(frozen=True, slots=True)
class Definition:
    """One row of the catalogue; ``name`` is without prefix, a counter's without ``_total``."""

    name: str
    kind: Kind
    meaning: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


CATALOGUE: tuple[Definition, ...] = (
    Definition(
        "articles",
        "counter",
        "Articles whose outcome is committed; reason is empty for published ones.",
        ("disposition", "reason"),
    ),
    Definition(
        "dead_letters",
        "counter",
        "Articles sent to articles.dead, by what failed.",
        ("stage", "code"),
    ),
    Definition(
        "events", "counter", "Coded events committed to events.coded.", ("type", "modality")
    ),
    Definition(
        "stage_seconds",
        "histogram",
        "Seconds a batch of articles spends in a stage: queue, pool, commit.",
        ("stage",),
        _FAST,
    ),
    Definition(
        "end_to_end_seconds",
        "histogram",
        "Seconds from the Kafka timestamp of a raw article to the commit of its outcome.",
        (),
        _SLOW,
    ),
    Definition(
        "lag_records",
        "gauge",
        "Records of an assigned partition that are not committed yet.",
        ("topic", "partition"),
    ),
    Definition(
        "lag_seconds",
        "gauge",
        "Age of the oldest record taken from a partition and not committed yet, 0 when there is none.",
        ("topic", "partition"),
    ),
    Definition(
        "transactions", "counter", "Kafka transactions: committed, aborted, fenced.", ("result",)
    ),
    Definition("lanes_open", "gauge", "Source partitions this worker owns and may write for."),
    Definition("window_bytes", "gauge", "Bytes of articles taken in and not committed yet."),
    Definition("pool_size", "gauge", "Processes of the pool that are meant to run."),
    Definition("pool_busy", "gauge", "Processes of the pool that are at work on a batch."),
    Definition(
        "pool_restarts", "counter", "Processes of the pool replaced: crashed, timeout.", ("reason",)
    ),
    Definition(
        "last_article_timestamp_seconds",
        "gauge",
        "Unix time of the last published article's Kafka record: a language gone silent stands still.",
        ("language",),
    ),
    Definition(
        "stage_records",
        "counter",
        "Records that the stories and the index stage took in, by what became of them.",
        ("stage", "outcome"),
    ),
    Definition("alerts", "counter", "Alerts raised, grown graver and resolved.", ("status",)),
    Definition(
        "state_entries", "gauge", "What a stage remembers, by what it is.", ("stage", "kind")
    ),
    Definition(
        "state_restore_seconds",
        "gauge",
        "Seconds that the last restore of a stage's state took.",
        ("stage",),
    ),
    Definition("build_info", "gauge", "Always 1; the labels say what runs.", ("version",)),
)


class Metrics:
    """The catalogue as live collectors: ``metrics.counter("articles", "published", "").inc()``."""

    def __init__(self, *, version: str) -> None:
        self.registry = CollectorRegistry()
        self._counters: dict[str, Counter] = {}
        self._gauges: dict[str, Gauge] = {}
        self._histograms: dict[str, Histogram] = {}
        for definition in CATALOGUE:
            self._add(definition)
        self.gauge("build_info", version).set(1)

    def _add(self, definition: Definition) -> None:
        name, labels = PREFIX + definition.name, definition.labels
        if definition.kind == "counter":
            self._counters[definition.name] = Counter(
                name, definition.meaning, labels, registry=self.registry
            )
        elif definition.kind == "gauge":
            self._gauges[definition.name] = Gauge(
                name, definition.meaning, labels, registry=self.registry
            )
        else:
            self._histograms[definition.name] = Histogram(
                name, definition.meaning, labels, registry=self.registry, buckets=definition.buckets
            )

    def counter(self, name: str, *labels: str) -> Counter:
        """The counter ``name`` with its label values; raises KeyError for a name not in the catalogue."""
        counter = self._counters[name]
        return counter.labels(*labels) if labels else counter

    def gauge(self, name: str, *labels: str) -> Gauge:
        """The gauge ``name`` with its label values; raises KeyError for a name not in the catalogue."""
        gauge = self._gauges[name]
        return gauge.labels(*labels) if labels else gauge

    def histogram(self, name: str, *labels: str) -> Histogram:
        """The histogram ``name`` with its label values; raises KeyError for an unknown name."""
        histogram = self._histograms[name]
        return histogram.labels(*labels) if labels else histogram

    def forget(self, name: str, *labels: str) -> None:
        """Stop exporting one labelled gauge: a partition given away has no lag of ours."""
        with suppress(KeyError):
            self._gauges[name].remove(*labels)

    def text(self) -> bytes:
        """What ``/metrics`` answers, in the Prometheus text format."""
        return generate_latest(self.registry)
