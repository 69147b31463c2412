"""Codec of articles.enriched: one record an article, complete enough to read without the original."""

from __future__ import annotations

from dataclasses import replace

import orjson

from worker.domain.actor import Entity
from worker.domain.article import Article
from worker.domain.gate import ArticleDomain
from worker.domain.outcome import Published
from worker.domain.score import Keyword, LedgerLine, Score
from worker.domain.text import Span
from worker.domain.version import Version
from worker.messages import cloudevents
from worker.messages.evidence import Json, link, span, span_or_null, versions
from worker.messages.record import Record
from worker.messages.topics import Topic


def encode(published: Published, *, topic: Topic) -> Record:
    """The enriched record, keyed by the article's id."""
    article = published.article
    headers = cloudevents.headers(
        event_id=article.id,
        kind="article.enriched",
        subject=article.id,
        time=article.published_at,
        topic=topic,
    )
    return Record(topic.name, article.id.encode(), orjson.dumps(document(published)), headers)


def superseding(record: Record, former: Version) -> Record:
    """The enriched record of an article that replaces ``former``."""
    fields = orjson.loads(record.value or b"")
    fields["supersedes"] = {"sha256": former.sha256}
    return replace(record, value=orjson.dumps(fields))


def document(published: Published) -> Json:
    """The enriched article as a JSON object; keys always come in this order."""
    article, analysis = published.article, published.analysis
    return {
        "id": article.id,
        "language": article.language,
        "url": article.url,
        "outlet": article.outlet,
        "author": article.author,
        "published_at": article.published_at,
        "published_trust": article.published_trust,
        "no_published_at": article.no_published_at,
        "sha256": article.sha256,
        "supersedes": None,
        "removed": [{"reason": one.reason, "text": one.text} for one in article.removed],
        "text": article.text,
        "title": _title(article),
        "entities": [_entity(entity) for entity in analysis.entities],
        "keywords": [_keyword(keyword) for keyword in analysis.keywords],
        "domain": _domain(analysis.domain),
        "score": _score(published.score),
        "events": [event.id for event in analysis.events],
        "extra": dict(article.extra),
        "versions": versions(published.versions),
    }


def _title(article: Article) -> Json | None:
    return span(Span.of(article.text, 0, article.title_end)) if article.title_end else None


def _entity(entity: Entity) -> Json:
    return span(entity.span) | {
        "label": entity.label,
        "link": link(entity.link),
        "no_code": entity.no_code,
    }


def _keyword(keyword: Keyword) -> Json:
    return span(keyword.span) | {
        "term": keyword.term,
        "lemma": keyword.lemma,
        "category": keyword.category,
        "weight": keyword.weight,
        "level": keyword.level,
        "why": keyword.why,
        "cue": span_or_null(keyword.cue),
    }


def _domain(domain: ArticleDomain) -> Json:
    return {
        "name": domain.name,
        "no_domain": domain.no_domain,
        "cancels": domain.cancels,
        "points": dict(domain.points),
        "evidence": [
            span(term.span) | {"term": term.term, "count": term.count, "points": term.points}
            for term in domain.evidence
        ],
    }


def _score(score: Score) -> Json:
    return {
        "value": score.value,
        "threats": score.threats,
        "acts": score.acts,
        "level": score.level,
        "direction": score.direction,
        "kahn": list(score.kahn) if score.kahn else None,
        "evidence": span_or_null(score.evidence),
        "ledger": [_ledger_line(line) for line in score.ledger],
    }


def _ledger_line(line: LedgerLine) -> Json:
    return {
        "points": line.points,
        "why": line.why,
        "span": span_or_null(line.span),
        "term": line.term,
        "lemma": line.lemma,
        "category": line.category,
        "cue": span_or_null(line.cue),
    }
