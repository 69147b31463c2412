"""What a committed transaction adds to metrics and log: each article once, after its commit."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

import structlog

from worker.messages.topics import Topic
from worker.metrics import Metrics
from worker.streams.processed import Done

log = structlog.get_logger(__name__)


class Counts(Protocol):
    """What a lane needs of whoever counts."""

    def committed(self, articles: Sequence[Done], *, seconds: float) -> None:
        """Count a transaction that took ``seconds`` to commit."""

    def lost(self, topic: str, *, fenced: bool) -> None:
        """Count a transaction for a record of ``topic`` that did not come through."""


class Counting:
    """Counts outcomes of articles; the only place that turns them into metrics."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def committed(self, articles: Sequence[Done], *, seconds: float) -> None:
        """Count and log a transaction that took ``seconds`` to commit."""
        _transaction(self._metrics, "commit", articles, seconds)
        for article in articles:
            self._article(article)

    def lost(self, topic: str, *, fenced: bool) -> None:
        """Count a transaction for a record of ``topic`` that did not come through."""
        _lost(self._metrics, topic, fenced=fenced)

    def _article(self, article: Done) -> None:
        result, source = article.result, article.source
        self._metrics.counter("articles", result.disposition, result.reason).inc()
        if result.disposition == "dead_lettered":
            self._metrics.counter(
                "dead_letters", result.reason.partition("/")[0], result.reason
            ).inc()
        for event_type, modality in result.events:
            self._metrics.counter("events", event_type, modality).inc()
        if source.timestamp is not None:
            self._timed(result.language, source.timestamp / 1000)
        level = "warning" if result.disposition == "dead_lettered" else "debug"
        getattr(log, level)(
            "article",
            disposition=result.disposition,
            reason=result.reason,
            id=result.article_id,
            topic=source.topic,
            partition=source.partition,
            offset=source.offset,
            detail=result.detail,
        )

    def _timed(self, language: str, came_in: float) -> None:
        self._metrics.histogram("end_to_end_seconds").observe(max(0.0, time.time() - came_in))
        if language:
            self._metrics.gauge("last_article_timestamp_seconds", language).set(came_in)


class StageCounting:
    """Counts what a stage behind the coder made of its records."""

    def __init__(self, stage: str, metrics: Metrics) -> None:
        self._stage = stage
        self._metrics = metrics

    def committed(self, articles: Sequence[Done], *, seconds: float) -> None:
        """Count and log a transaction that took ``seconds`` to commit."""
        _transaction(self._metrics, self._stage, articles, seconds)
        for record in articles:
            self._metrics.counter("stage_records", self._stage, record.result.reason).inc()
            log.debug(
                self._stage,
                outcome=record.result.reason,
                id=record.result.article_id,
                offset=record.source.offset,
                detail=record.result.detail,
            )

    def lost(self, topic: str, *, fenced: bool) -> None:
        """Count a transaction for a record of ``topic`` that did not come through."""
        _lost(self._metrics, topic, fenced=fenced)


def begin(metrics: Metrics, *, read: Iterable[str], written: Iterable[Topic]) -> None:
    """Let the counters by topic begin at 0: to Prometheus a counter that is born at 1 never rose."""
    for name in read:
        for result in ("committed", "aborted", "fenced"):
            metrics.counter("transactions", name, result)
    for topic in written:
        metrics.counter("output_records", topic.name)


def _transaction(metrics: Metrics, stage: str, articles: Sequence[Done], seconds: float) -> None:
    """What every committed transaction adds: itself, its time, its records, what they want counted."""
    metrics.histogram("stage_seconds", stage).observe(seconds)
    if articles:
        metrics.counter("transactions", articles[0].source.topic, "committed").inc()
    for topic, count in Counter(record.topic for one in articles for record in one.records).items():
        metrics.counter("output_records", topic).inc(count)
    for name, *labels in (counted for one in articles for counted in one.result.counts):
        metrics.counter(name, *labels).inc()


def _lost(metrics: Metrics, topic: str, *, fenced: bool) -> None:
    metrics.counter("transactions", topic, "fenced" if fenced else "aborted").inc()
