"""Promises that the schemas of our own records enforce: break one, and validation says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from worker.messages.schemas import SchemaError, validate

Document = dict[str, Any]
Examples = Callable[[str], dict[str, Document]]
THREAT, ARTICLE = "russia-threatens.de.json", "gegenmassnahmen.de.json"


def put(document: Document, path: str, content: object) -> bytes:
    """A copy of a document with ``content`` at ``path`` ("sources/0/code"), as bytes."""
    copy = orjson.loads(orjson.dumps(document))
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    part = copy
    for step in steps:
        part = part[step]
    part[last] = content
    return orjson.dumps(copy)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("sources", []),
        ("targets", []),
        ("speaker", None),
        ("date", None),
        ("missing", {}),
        ("missing/place", "unknown"),
        ("missing/evidence", "implied"),
        ("sources/0/code", None),
        ("sources/0/no_code", "unknown"),
        ("sources/0/surface", ""),
        ("sources/0/start", -1),
        ("trigger", None),
        ("evidence", None),
        ("type", "YIELD"),
        ("resolved_type", "NONE"),
        ("quad_class", 5),
        ("cameo_root", "21"),
        ("kahn", [3]),
        ("goldstein", "-6"),
        ("dyad", "RUS"),
        ("date/value", "yesterday"),
        ("versions/model", ""),
        ("anything", 1),
        ("status", "retracted"),
        ("status", "denied"),
        ("superseded_by", {"sha256": "0" * 64}),
    ],
)
def test_an_event_that_breaks_a_promise(path: str, content: object, examples: Examples) -> None:
    """An empty slot has a reason, an actor a code or a reason, a scale its range."""
    event = examples("events.coded")[THREAT]

    with pytest.raises(SchemaError, match=r"^events\.coded: "):
        validate("events.coded", put(event, path, content))


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("entities/0/link", None),
        ("entities/0/no_code", "unknown"),
        ("entities/0/label", "GPE"),
        ("keywords/0/category", "war"),
        ("score/value", 100.1),
        ("score/ledger/0/span", None),
        ("score/ledger/0/why", "because"),
        ("title/end", 0),
        ("sha256", "abc"),
        ("text", ""),
        ("language", "German"),
        ("events", ["1"]),
        ("versions", {}),
        ("anything", 1),
    ],
)
def test_an_article_that_breaks_a_promise(path: str, content: object, examples: Examples) -> None:
    """An entity has a link or a reason, a ledger line its evidence."""
    article = examples("articles.enriched")[ARTICLE]

    with pytest.raises(SchemaError, match=r"^articles\.enriched: "):
        validate("articles.enriched", put(article, path, content))


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("status", "coded"),
        ("superseded_by", None),
        ("language", "de"),
        ("superseded_by/sha256", ""),
    ],
)
def test_a_retraction_that_breaks_a_promise(path: str, content: object, examples: Examples) -> None:
    """It says what is taken back and by what, and nothing that looks like an event."""
    retraction = examples("events.coded")["russia-threatens.retracted.de.json"]

    with pytest.raises(SchemaError, match=r"^events\.coded: "):
        validate("events.coded", put(retraction, path, content))


def test_only_a_clamped_line_needs_no_evidence(examples: Examples) -> None:
    """It stands for the limit of the scale, not for words."""
    article = examples("articles.enriched")[ARTICLE]
    clamped = {"points": -1.0, "why": "clamped", "span": None}
    line = clamped | {"term": None, "lemma": None, "category": None, "cue": None}

    validate("articles.enriched", put(article, "score/ledger/0", line))
