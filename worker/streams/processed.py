"""What a pool process hands back for an article: finished bytes and what to count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from worker.domain.errors import ArticleError
from worker.domain.event import Event
from worker.domain.outcome import DeadLettered, Dropped, Outcome, Published
from worker.domain.version import SentEvent, Version
from worker.messages import signatures
from worker.messages.outputs import records
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topics
from worker.stages.signatures import sign

Disposition = Literal["published", "dropped", "dead_lettered"]

#: Values of raw articles in, one Processed each out, in the same order.
Process = Callable[[Sequence[bytes | None]], "list[Processed]"]


@dataclass(frozen=True, slots=True)
class Processed:
    """An article's disposition with everything the lane needs, and nothing that needs spaCy.

    ``reason`` is the drop reason or the dead-letter code, empty for published articles; ``records``
    are the finished output records (a dead letter is made by the lane, which has the source, from
    ``dead``); ``events`` are (type, modality) of the coded events, ``counts`` (counter, its labels) of what
    else is to be counted; ``version`` is what a later version of the article may take back.
    """

    disposition: Disposition
    reason: str = ""
    detail: str = ""
    article_id: str = ""
    language: str = ""
    records: tuple[Record, ...] = ()
    events: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, ...], ...] = ()
    dead: DeadLettered | None = None
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A finished article: where it came from, what became of it, what goes out for it."""

    source: SourceRecord
    result: Processed
    records: tuple[Record, ...]


def processed(outcome: Outcome, *, topics: Topics) -> Processed:
    """Turn an outcome of the coder stage into bytes; one too large to be sent becomes a dead letter."""
    match outcome:
        case Published():
            try:
                return _published(outcome, topics)
            except ArticleError as error:
                return failed(DeadLettered(error.code, error.message))
        case Dropped(id=article_id, reason=reason, detail=detail):
            return Processed("dropped", reason, detail, article_id)
        case DeadLettered():
            return failed(outcome)


def _published(outcome: Published, topics: Topics) -> Processed:
    article, events = outcome.article, outcome.analysis.events
    signature = signatures.encode(sign(outcome), topic=topics.signatures, time=article.published_at)
    return Processed(
        "published",
        article_id=article.id,
        language=article.language,
        records=(*records(outcome, topics=topics), signature),
        events=tuple((event.type, event.modality) for event in events),
        counts=tuple(_counts(outcome)),
        version=Version(article.id, article.sha256, tuple(map(_sent, events))),
    )


def _sent(event: Event) -> SentEvent:
    return SentEvent(event.id, event.dyad(), event.type, event.resolved_type, event.modality)


def _counts(outcome: Published) -> Iterator[tuple[str, ...]]:
    """What the article is about, and which slots of its events stay empty."""
    domain = outcome.analysis.domain
    about = domain.name or domain.no_domain or "no_evidence"
    yield "published_articles", outcome.article.language, about, str(outcome.score.level)
    for event in outcome.analysis.events:
        for slot, reason in event.missing.items():
            yield "event_slots_missing", slot, reason


def unchanged(_source: SourceRecord, result: Processed) -> Processed:
    """The result as the pool or the stage gave it."""
    return result


def failed(outcome: DeadLettered) -> Processed:
    """What becomes of an article that could not be processed."""
    return Processed("dead_lettered", outcome.code, outcome.message, dead=outcome)
