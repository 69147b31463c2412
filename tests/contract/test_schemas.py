"""The schemas themselves: valid, closed, described, and one with the domain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import jsonschema_rs
import pytest

from worker.domain import actor, event, index, outcome, score, signature, story
from worker.messages import schemas
from worker.messages.topics import Topics

TOPICS = [topic.base for topic in Topics()]


def schema_of(topic: str) -> dict[str, Any]:
    """The schema of a topic as a document."""
    return schemas.load(Topics().find(topic))


def at(topic: str, path: str) -> Any:
    """The part of a schema at a path such as ``$defs/actor/properties/sector``."""
    part: Any = schema_of(topic)
    for step in path.split("/"):
        part = part[step]
    return part


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Every subschema that describes an object."""
    if isinstance(part, dict):
        if "properties" in part and "description" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for child in part:
            yield from objects(child)


def test_a_schema_is_valid_and_says_who_it_is(topic: str) -> None:
    """JSON Schema 2020-12, with the id that ``ce_dataschema`` names."""
    schema = schema_of(topic)

    assert jsonschema_rs.meta.is_valid(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == Topics().find(topic).schema_id


def test_every_field_is_described(topic: str) -> None:
    """A schema is documentation first; a mere reference is described where it points."""
    fields = [
        (name, field)
        for part in objects(schema_of(topic))
        for name, field in part["properties"].items()
    ]

    assert [name for name, field in fields if not field.keys() & {"description", "$ref"}] == []
    assert fields


@pytest.mark.parametrize("closed", [name for name in TOPICS if name != "articles.raw"])
def test_our_own_records_have_no_unknown_field(closed: str) -> None:
    """A field that is written but not described is a mistake; raw articles alone are open."""
    parts = list(objects(schema_of(closed)))

    assert [part["description"] for part in parts if part["additionalProperties"]] == []
    assert at("articles.raw", "additionalProperties") is True


@pytest.mark.parametrize("shared", ["span", "versions", "subject", "sketch", "event", "baseline"])
def test_shared_parts_are_the_same_everywhere(shared: str) -> None:
    """Each file stands alone, so what they share is written often, but only once invented."""
    defined = [schema_of(topic).get("$defs", {}) for topic in TOPICS if topic != "stories"]
    parts = [parts[shared] for parts in defined if shared in parts]

    assert len(parts) > 1
    assert all(part == parts[0] for part in parts)


NULL = [None]
ENUMS = [
    ("articles.enriched", "$defs/link/properties/sector", actor.Sector, []),
    ("articles.enriched", "$defs/entity/properties/label", actor.EntityLabel, []),
    ("articles.enriched", "$defs/entity/properties/no_code", actor.NoCode, NULL),
    ("articles.enriched", "$defs/keyword/properties/category", score.Category, []),
    ("articles.enriched", "$defs/keyword/properties/why", score.Reason, NULL),
    ("articles.enriched", "$defs/ledger_line/properties/why", score.Reason, []),
    ("articles.enriched", "$defs/ledger_line/properties/category", score.Category, NULL),
    ("events.coded", "$defs/actor/properties/sector", actor.Sector, []),
    ("events.coded", "$defs/actor/properties/no_code", actor.NoCode, NULL),
    ("events.coded", "$defs/speaker/properties/quotation", event.Quotation, []),
    ("events.coded", "$defs/missing_reason", event.Missing, []),
    ("events.coded", "$defs/implied/properties/rule", event.Resolution, []),
    ("events.coded", "properties/type", event.EventType, []),
    ("events.coded", "properties/resolved_type", event.EventType, NULL),
    ("events.coded", "properties/modality", event.Modality, []),
    ("articles.signatures", "$defs/event/properties/type", event.EventType, []),
    ("articles.signatures", "$defs/event/properties/resolved_type", event.EventType, NULL),
    ("articles.signatures", "$defs/event/properties/modality", event.Modality, []),
    ("index.observations", "$defs/subject/properties/kind", signature.SubjectKind, []),
    ("articles.signatures", "properties/direction", score.Direction, []),
    ("stories", "properties/novelty", story.Novelty, []),
    ("stories", "properties/direction", score.Direction, []),
    ("escalation.index", "properties/kind", signature.SubjectKind, []),
    ("escalation.index", "properties/coverage", index.Coverage, []),
    ("escalation.alerts", "properties/status", index.Status, []),
    ("escalation.alerts", "properties/severity", index.Severity, []),
    ("articles.dead", "properties/error/properties/stage", outcome.Stage, []),
    ("articles.dead", "properties/error/properties/code", outcome.DeadCode, []),
]


@pytest.mark.parametrize(("owner", "path", "literal", "null"), ENUMS)
def test_enums_are_those_of_the_domain(
    owner: str, path: str, literal: Any, null: list[None]
) -> None:
    """A word added to the domain must be added to the contract, and in its order."""
    assert at(owner, path)["enum"] == [*get_args(literal), *null]


def test_slots_are_those_of_the_domain() -> None:
    """Every slot that can be empty can say why."""
    assert tuple(at("events.coded", "$defs/missing/properties")) == get_args(event.Slot)
