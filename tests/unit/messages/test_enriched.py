"""The codec of articles.enriched."""

from __future__ import annotations

from dataclasses import replace

import orjson

from worker.domain.gate import ArticleDomain, DomainEvidence
from worker.domain.outcome import Published
from worker.messages.enriched import document, encode
from worker.messages.topics import Topics

TOPIC = Topics(prefix="t.").enriched


def test_the_key_is_the_article(published: Published) -> None:
    """All versions of an article stay in order; the type tells readers what they have."""
    record = encode(published, topic=TOPIC)
    headers = dict(record.headers)

    assert (record.topic, record.key) == ("t.articles.enriched", b"a-1")
    assert headers["ce_type"] == b"escalation.article.enriched.v1"
    assert headers["ce_id"] == headers["ce_subject"] == b"a-1"
    assert headers["ce_time"] == b"2022-06-29T18:04:00+02:00"


def test_the_value_is_the_document(published: Published) -> None:
    """The same article gives the same bytes, in the order of the contract."""
    value = encode(published, topic=TOPIC).value or b""

    assert value == encode(published, topic=TOPIC).value == orjson.dumps(document(published))
    assert list(orjson.loads(value))[:3] == ["id", "language", "url"]


def test_the_title_is_a_place_in_the_text(published: Published) -> None:
    """Offsets of everything point into one text; without a title there is null."""
    untitled = replace(published, article=replace(published.article, title_end=0))

    assert document(published)["title"] == {"start": 0, "end": 4, "surface": "Lage"}
    assert document(untitled)["title"] is None


def test_entities_carry_a_link_or_a_reason(published: Published) -> None:
    """A name without a code says why it has none."""
    assert document(published)["entities"] == [
        {"start": 6, "end": 14, "surface": "Russland"}
        | {"label": "LOC", "link": None, "no_code": "ambiguous"},
        {"start": 25, "end": 29, "surface": "Nato", "label": "ORG"}
        | {"link": {"code": "NATO", "id": "Q7184", "name": "NATO", "sector": "IGO"}}
        | {"no_code": None},
    ]


def test_the_domain_shows_its_evidence(published: Published) -> None:
    """Each term with its first place, how often it stands there and what that is worth."""
    term = DomainEvidence(published.analysis.entities[1].span, "nato", 2, 10.2)
    domain = ArticleDomain("conflict", None, (("conflict", 10.2), ("sport", 3.0)), (term,))
    found = document(replace(published, analysis=replace(published.analysis, domain=domain)))

    assert document(published)["domain"]["no_domain"] == "no_evidence"
    assert found["domain"] == {
        "name": "conflict",
        "no_domain": None,
        "cancels": False,
        "points": {"conflict": 10.2, "sport": 3.0},
        "evidence": [
            {"start": 25, "end": 29, "surface": "Nato", "term": "nato", "count": 2, "points": 10.2}
        ],
    }


def test_the_ledger_shows_its_evidence(published: Published) -> None:
    """What gave points and what took them away stand one after the other."""
    score = document(published)["score"]
    cue = {"start": 30, "end": 35, "surface": "nicht"}

    assert score["value"] == sum(line["points"] for line in score["ledger"])
    assert [(line["points"], line["why"], line["cue"]) for line in score["ledger"]] == [
        (6.0, "term", None),
        (-6.0, "negated", cue),
    ]


def test_events_are_named_and_unknown_fields_kept(published: Published) -> None:
    """The events themselves have a topic of their own."""
    found = document(published)

    assert found["events"] == [event.id for event in published.analysis.events]
    assert found["extra"] == {"section": "Politik"}
    assert found["versions"] == {"code": "0.1.0", "lexicon": "abc", "model": "de-1"}
