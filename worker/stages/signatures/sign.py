"""What the stories stage is told of an article: its fingerprint, who printed it, its events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.outcome import Published
from worker.domain.signature import CompactEvent, Signature
from worker.domain.text import Span
from worker.languages.subjects import subjects
from worker.stages.boilerplate import credited
from worker.stages.signatures.sketch import sketch
from worker.stages.signatures.words import fold, is_correction, read

#: Who printed an article that names neither outlet nor URL.
UNKNOWN_OUTLET = "unknown"

_MOST_EVENTS = 16
_MOST_CODES = 6
_LONGEST_TITLE = 300
_LONGEST_EVIDENCE = 300


def sign(published: Published) -> Signature:
    """The signature of an analyzed article; ``received`` is left to whoever knows the raw record."""
    article = published.article
    title, body = article.text[: article.title_end], article.text[article.title_end :].lstrip("\n")
    story = read(body)
    outlet = article.outlet or _host(article.url)
    return Signature(
        article_id=article.id,
        digest=article.sha256[:32],
        language=article.language,
        title=title[:_LONGEST_TITLE],
        outlet=outlet,
        origin=story.agency or credited(article.removed) or outlet or UNKNOWN_OUTLET,
        url=article.url,
        length=len(article.text),
        published=_epoch(article.published_at),
        received=None,
        score=published.score.value,
        level=published.score.level,
        direction=published.score.direction,
        correction=is_correction(title, body),
        sketch=sketch(story.words or tuple(fold(title)) or ("",)),
        events=tuple(_compact(article, event) for event in _weighty(published)),
    )


def _weighty(published: Published) -> Iterator[Event]:
    """The first events that somebody known takes part in: an index is kept of nobody else."""
    found = (
        event
        for event in published.analysis.events
        if any(actor.code for actor in (*event.sources, *event.targets))
    )
    for event, _ in zip(found, range(_MOST_EVENTS), strict=False):
        yield event


def _compact(article: Article, event: Event) -> CompactEvent:
    sources, targets = (
        tuple(sorted({actor.code for actor in side if actor.code}))[:_MOST_CODES]
        for side in (event.sources, event.targets)
    )
    start, end = event.sentence.start, event.sentence.end
    return CompactEvent(
        id=event.id,
        type=event.type,
        resolved_type=event.resolved_type,
        modality=event.modality,
        sources=sources,
        targets=targets,
        subjects=subjects(sources, targets),
        evidence=Span.of(article.text, start, min(end, start + _LONGEST_EVIDENCE)),
    )


def _epoch(time: str | None) -> int | None:
    """Seconds since 1970 of an RFC 3339 time; None for what has no zone or is none."""
    try:
        at = datetime.fromisoformat(time or "")
    except ValueError:
        return None
    return None if at.tzinfo is None else max(0, int(at.timestamp()))


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
