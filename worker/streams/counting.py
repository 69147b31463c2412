"""What a committed transaction adds to metrics and log: each article once, after its commit."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

import structlog

from worker.metrics import Metrics
from worker.streams.processed import Done

log = structlog.get_logger(__name__)


class Counts(Protocol):
    """What a lane needs of whoever counts."""

    def committed(self, articles: Sequence[Done], *, seconds: float) -> None:
        """Count a transaction that took ``seconds`` to commit."""

    def lost(self, *, fenced: bool) -> None:
        """Count a transaction that did not come through."""


class Counting:
    """Counts outcomes of articles; the only place that turns them into metrics."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def committed(self, articles: Sequence[Done], *, seconds: float) -> None:
        """Count and log a transaction that took ``seconds`` to commit."""
        self._metrics.counter("transactions", "committed").inc()
        self._metrics.histogram("stage_seconds", "commit").observe(seconds)
        for article in articles:
            self._article(article)

    def lost(self, *, fenced: bool) -> None:
        """Count a transaction that did not come through."""
        self._metrics.counter("transactions", "fenced" if fenced else "aborted").inc()

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
        self._metrics.counter("transactions", "committed").inc()
        self._metrics.histogram("stage_seconds", self._stage).observe(seconds)
        for record in articles:
            self._metrics.counter("stage_records", self._stage, record.result.reason).inc()
            for counter, label in record.result.counts:
                self._metrics.counter(counter, label).inc()
            log.debug(
                self._stage,
                outcome=record.result.reason,
                id=record.result.article_id,
                offset=record.source.offset,
                detail=record.result.detail,
            )

    def lost(self, *, fenced: bool) -> None:
        """Count a transaction that did not come through."""
        self._metrics.counter("transactions", "fenced" if fenced else "aborted").inc()
