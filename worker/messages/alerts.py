"""Codec of escalation.alerts: an alert as it is raised, grows graver and ends."""

from __future__ import annotations

import orjson

from worker.domain.index import Alert, Evidence
from worker.messages import cloudevents, index
from worker.messages.evidence import Json, span
from worker.messages.record import Record
from worker.messages.times import at_hour
from worker.messages.topics import Topic


def encode(alert: Alert, *, topic: Topic) -> Record:
    """The record of an alert, keyed by its subject."""
    subject = alert.reading.subject.name
    headers = cloudevents.headers(
        event_id=f"{alert.id}/{alert.status}",
        kind=f"alert.{alert.status}",
        subject=subject,
        time=at_hour(alert.hour),
        topic=topic,
        stage="index",
    )
    return Record(topic.name, subject.encode(), orjson.dumps(document(alert)), headers)


def document(alert: Alert) -> Json:
    """An alert as a JSON object."""
    return {
        "id": alert.id,
        "rule": alert.rule,
        "status": alert.status,
        "severity": alert.severity,
        "subject": alert.reading.subject.name,
        "kind": alert.reading.subject.kind,
        "since": at_hour(alert.since),
        "hour": at_hour(alert.hour),
        "why": alert.why,
        "importance": alert.importance,
        "credibility": alert.credibility,
        "reading": index.document(alert.reading),
        "stories": list(dict.fromkeys(one.story for one in alert.evidence)),
        "evidence": [_evidence(one) for one in alert.evidence],
    }


def _evidence(one: Evidence) -> Json:
    return {
        "story": one.story,
        "article_id": one.article_id,
        "title": one.title,
        "outlet": one.outlet,
        "dyad": one.dyad,
        "type": one.type,
        "modality": one.modality,
        "points": one.points,
        "evidence": span(one.span),
    }
