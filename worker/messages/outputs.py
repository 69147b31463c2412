"""What an outcome sends downstream, as Kafka records and as the JSON that people see."""

from __future__ import annotations

from worker.domain.errors import ArticleError
from worker.domain.outcome import DeadLettered, Dropped, Outcome, Published
from worker.messages import enriched, events
from worker.messages.dead import dead_letter
from worker.messages.evidence import Json
from worker.messages.record import Record
from worker.messages.topics import Topics

__all__ = ["as_json", "dead_letter", "records"]


def records(published: Published, *, topics: Topics) -> tuple[Record, ...]:
    """The enriched record and the records of its events.

    Raises ArticleError ``encode/too_large`` when the topic would refuse one of them.
    """
    made = (
        enriched.encode(published, topic=topics.enriched),
        *events.encode(published, topic=topics.events),
    )
    for record in made:
        _check_size(record, topics)
    return made


def as_json(outcome: Outcome) -> Json:
    """One outcome as the command line prints it: ``outcome``, ``article``, ``events`` and a reason.

    ``article`` and ``events`` are exactly the values of the records.
    """
    match outcome:
        case Published():
            found = {"article": enriched.document(outcome), "events": events.documents(outcome)}
            return {"outcome": "published"} | found
        case Dropped():
            why = {"reason": outcome.reason, "detail": outcome.detail}
            return _without_article("dropped", outcome.id or None) | why
        case DeadLettered():
            why = {"code": outcome.code, "message": outcome.message}
            return _without_article("dead_lettered", None) | why


def _without_article(outcome: str, article_id: str | None) -> Json:
    article = None if article_id is None else {"id": article_id}
    return {"outcome": outcome, "article": article, "events": []}


def _check_size(record: Record, topics: Topics) -> None:
    limit = topics.find(record.topic).max_record_bytes
    if record.size > limit:
        found = f"the record for {record.topic} has {record.size} bytes"
        message = f"{found}; at most {limit} can be sent"
        raise ArticleError("encode/too_large", message)
