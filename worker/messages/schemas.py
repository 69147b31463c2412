"""JSON Schemas of the topics, read from ``schemas/`` and compiled once."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs
import orjson

from worker import resources
from worker.domain.errors import DataError
from worker.messages import dead
from worker.messages.record import Record
from worker.messages.topics import Topic, Topics


class SchemaError(ValueError):
    """A value breaks the schema of its topic; the message names the place in it and the rule."""


def validate(topic: str, value: bytes) -> None:
    """Check a JSON value against the schema of ``topic`` (its name without a prefix).

    A dead letter is checked as ``dead.as_json`` shows it. Raises SchemaError, KeyError for a topic
    nobody knows, DataError when the schema itself is missing or broken.
    """
    try:
        document = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise SchemaError(f"{topic}: the value is not JSON: {error}") from error
    _check(topic, document)


def validate_record(record: Record, *, topics: Topics) -> None:
    """Check a record against the schema of its topic; raises as ``validate`` does.

    A tombstone on a compacted topic says that there is nothing under its key any more.
    """
    topic = topics.find(record.topic)
    if record.value is None and "compact" in topic.cleanup_policy:
        return
    if topic.base == topics.dead.base:
        _check(topic.base, dead.as_json(record))
    else:
        validate(topic.base, record.value or b"")


def load(topic: Topic) -> dict[str, Any]:
    """The schema of a topic as a document; raises DataError when it is missing or no JSON."""
    path = resources.folder("schemas") / topic.schema
    try:
        document: dict[str, Any] = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise DataError(f"{path}: {error}; reinstall the package") from error
    return document


def _check(topic: str, document: Any) -> None:
    try:
        _validator(topic).validate(document)
    except jsonschema_rs.ValidationError as error:
        place = "/".join(str(step) for step in error.instance_path) or "the value"
        raise SchemaError(f"{topic}: {place}: {error.message}") from error


@cache
def _validator(topic: str) -> jsonschema_rs.Validator:
    row = Topics().find(topic)
    try:
        return jsonschema_rs.validator_for(load(row), mask="this value", offline=True)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        raise DataError(
            f"{row.schema} is no JSON Schema: {error}; reinstall the package"
        ) from error
