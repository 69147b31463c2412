"""Codec of events.coded: one record an event, readable and checkable without the article at hand."""

from __future__ import annotations

from typing import get_args

import orjson

from worker.domain.event import Event, EventDate, Implied, Place, Slot, Speaker
from worker.domain.outcome import Published
from worker.domain.version import SentEvent, Superseded
from worker.messages import cloudevents
from worker.messages.evidence import Json, actor, cue, span, span_or_null, versions
from worker.messages.record import Record
from worker.messages.topics import Topic
from worker.messages.versions import document as sent_document


def encode(published: Published, *, topic: Topic) -> tuple[Record, ...]:
    """The records of an article's events in the order of the text, each keyed by its dyad."""
    events = published.analysis.events
    return tuple(_record(published, event, topic=topic) for event in events)


def documents(published: Published) -> list[Json]:
    """The events of an article as JSON objects, in the order of the text."""
    return [_document(published, event) for event in published.analysis.events]


def retract(superseded: Superseded, enriched: Record, *, topic: Topic) -> tuple[Record, ...]:
    """The records that take events back, each keyed as the event was; ``enriched`` is the new version's."""
    article = orjson.loads(enriched.value or b"")
    return tuple(
        Record(
            topic.name,
            event.dyad.encode(),
            orjson.dumps(_retraction(superseded, event, article["versions"])),
            cloudevents.headers(
                event_id=f"{event.id}/{superseded.former.sha256}/retracted",
                kind="event.retracted",
                subject=superseded.former.article_id,
                time=article["published_at"],
                topic=topic,
            ),
        )
        for event in superseded.retracted
    )


def _retraction(superseded: Superseded, event: SentEvent, made_by: Json) -> Json:
    former = superseded.former
    origin = {"article_id": former.article_id, "article_sha256": former.sha256}
    by = {"superseded_by": {"sha256": superseded.by}}
    sent = sent_document(event)
    return (
        {"id": sent.pop("id"), "status": "retracted"} | origin | by | sent | {"versions": made_by}
    )


def _record(published: Published, event: Event, *, topic: Topic) -> Record:
    headers = cloudevents.headers(
        event_id=event.id,
        kind="event.coded",
        subject=published.article.id,
        time=published.article.published_at,
        topic=topic,
    )
    value = orjson.dumps(_document(published, event))
    return Record(topic.name, event.dyad().encode(), value, headers)


def _document(published: Published, event: Event) -> Json:
    return (
        {"id": event.id, "status": "coded"}
        | _origin(published)
        | _coding(event)
        | _slots(event)
        | {"versions": versions(published.versions)}
    )


def _origin(published: Published) -> Json:
    article = published.article
    return {
        "article_id": article.id,
        "article_sha256": article.sha256,
        "language": article.language,
        "url": article.url,
        "outlet": article.outlet,
        "published_at": article.published_at,
    }


def _coding(event: Event) -> Json:
    return {
        "dyad": event.dyad(),
        "type": event.type,
        "resolved_type": event.resolved_type,
        "mode": event.mode,
        "quad_class": event.quad_class,
        "cameo_root": event.cameo_root,
        "goldstein": event.goldstein,
        "plover_score": event.plover_score,
        "kahn": None if event.kahn is None else list(event.kahn),
        "modality": event.modality,
        "modality_cue": cue(event.modality_cue),
        "trigger": span(event.trigger) | {"lemma": event.lemma},
        "evidence": span(event.sentence),
    }


def _slots(event: Event) -> Json:
    return {
        "sources": [actor(who) for who in event.sources],
        "targets": [actor(who) for who in event.targets],
        "speaker": None if event.speaker is None else _speaker(event.speaker),
        "date": None if event.date is None else _date(event.date),
        "place": None if event.place is None else _place(event.place),
        "missing": {slot: event.missing[slot] for slot in get_args(Slot) if slot in event.missing},
        "implied": [_implied(one) for one in event.implied],
    }


def _implied(one: Implied) -> Json:
    return {"side": one.side, "actor": actor(one.actor), "rule": one.rule}


def _speaker(speaker: Speaker) -> Json:
    return {
        "actor": actor(speaker.actor),
        "cue": span(speaker.cue),
        "quotation": speaker.quotation,
        "source": span_or_null(speaker.source),
    }


def _date(date: EventDate) -> Json:
    return span(date.span) | {"value": date.value, "precision": date.precision}


def _place(place: Place) -> Json:
    return span(place.span) | {"country": place.country}
