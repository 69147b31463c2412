"""The catalogue as live collectors, and the only module that knows prometheus_client.

Each ``Metrics`` has a registry of its own, so that two workers in one test process do not share counts.
Counters and histograms whose labels are closed lists begin at 0: what first happens after the first
scrape would otherwise be no increase to Prometheus.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TypeVar

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics import MetricWrapperBase

from worker.metrics.catalogue import CATALOGUE, PREFIX
from worker.metrics.definition import Definition

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_Collector = TypeVar("_Collector", bound=MetricWrapperBase)


class Metrics:
    """The catalogue, ready to count: ``metrics.counter("articles", "published", "").inc()``.

    Beside it stand prometheus_client's ``process_…`` metrics of the worker's own process.
    """

    def __init__(self, *, version: str) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._definitions = {definition.name: definition for definition in CATALOGUE}
        self._counters: dict[str, Counter] = {}
        self._gauges: dict[str, Gauge] = {}
        self._histograms: dict[str, Histogram] = {}
        for definition in CATALOGUE:
            self._add(definition)
        self.gauge("build_info", version).set(1)

    def _add(self, definition: Definition) -> None:
        name, labels = PREFIX + definition.name, [label.name for label in definition.labels]
        meaning, registry = definition.meaning, self.registry
        if definition.kind == "counter":
            self._counters[definition.name] = counter = Counter(
                name, meaning, labels, registry=registry
            )
            _begin(counter, definition)
        elif definition.kind == "gauge":
            self._gauges[definition.name] = Gauge(name, meaning, labels, registry=registry)
        else:
            self._histograms[definition.name] = histogram = Histogram(
                name, meaning, labels, registry=registry, buckets=definition.buckets
            )
            _begin(histogram, definition)

    def counter(self, name: str, *labels: str) -> Counter:
        """The counter ``name`` with its label values.

        Raises KeyError for a name not in the catalogue, ValueError when a label has no value.
        """
        return self._labelled(self._counters, name, labels)

    def gauge(self, name: str, *labels: str) -> Gauge:
        """The gauge ``name`` with its label values; raises as ``counter`` does."""
        return self._labelled(self._gauges, name, labels)

    def histogram(self, name: str, *labels: str) -> Histogram:
        """The histogram ``name`` with its label values; raises as ``counter`` does."""
        return self._labelled(self._histograms, name, labels)

    def forget(self, name: str, *labels: str) -> None:
        """Stop exporting one labelled gauge: a partition given away has no lag of ours."""
        with suppress(KeyError):
            self._gauges[name].remove(*labels)

    def text(self) -> bytes:
        """What ``/metrics`` answers, in the Prometheus text format."""
        return generate_latest(self.registry)

    def _labelled(
        self, collectors: dict[str, _Collector], name: str, labels: tuple[str, ...]
    ) -> _Collector:
        collector = collectors[name]
        admitted = self._definitions[name].admit(labels)
        return collector.labels(*admitted) if admitted else collector


def _begin(collector: MetricWrapperBase, definition: Definition) -> None:
    """Export every series of a closed list from the start."""
    for values in definition.series:
        if values:
            collector.labels(*values)
