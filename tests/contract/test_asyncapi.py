"""The AsyncAPI document and the page of topics: complete, and true to the table and the schemas."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from worker.cli.app import app
from worker.messages import schemas
from worker.messages.asyncapi import document
from worker.messages.reference import page
from worker.messages.topics import Topics
from worker.resources import folder

TOPICS = [topic.base for topic in Topics()]


def _references(node: Any) -> list[str]:
    """Every $ref in a document."""
    match node:
        case dict():
            own = [node["$ref"]] if "$ref" in node else []
            return own + [ref for child in node.values() for ref in _references(child)]
        case list():
            return [ref for child in node for ref in _references(child)]
    return []


def test_every_topic_has_a_channel_a_message_and_an_operation() -> None:
    """The worker receives raw articles and sends all others."""
    found = document()

    assert list(found["channels"]) == list(found["components"]["messages"]) == TOPICS
    actions = {name: one["action"] for name, one in found["operations"].items()}
    assert actions == {"receive.articles.raw": "receive"} | {
        f"send.{name}": "send" for name in TOPICS if name != "articles.raw"
    }


def test_every_reference_leads_somewhere() -> None:
    """Into the document, or to a schema beside it."""
    found = document()
    for reference in _references(found):
        if reference.startswith("#/"):
            node: Any = found
            for step in reference[2:].split("/"):
                node = node[step]
        else:
            assert (folder("schemas") / reference).is_file()


@pytest.mark.parametrize("name", TOPICS)
def test_the_page_has_every_field_of_a_schema(name: str) -> None:
    """A row a field, those of objects inside it by their path."""
    section = page().partition(f"## {name}\n")[2].partition("\n## ")[0]
    fields = schemas.load(Topics().find(name))["properties"]

    assert [one for one in fields if f"| `{one}` |" not in section] == []


def test_nullable_and_nested_fields_are_shown() -> None:
    """What a reader must be ready for."""
    assert "| `speaker` | object or null | Who says so, or null. |" in page()
    assert "| `sources[].code` | string or null |" in page()


@pytest.mark.parametrize("name", TOPICS)
def test_a_schema_can_be_printed(name: str) -> None:
    """As it lies in ``schemas/``."""
    printed = CliRunner().invoke(app, ["schema", name])

    assert orjson.loads(printed.stdout_bytes) == schemas.load(Topics().find(name))


@pytest.mark.parametrize("arguments", [[], ["events.coded", "--page"], ["no.topic"]])
def test_bad_usage_names_the_topics(arguments: list[str]) -> None:
    """One thing at a time."""
    failed = CliRunner().invoke(app, ["schema", *arguments])

    assert failed.exit_code == 2
    assert "articles.raw, articles.enriched" in failed.stderr


def test_the_copies_in_the_repository_are_current() -> None:
    """`make contract` writes them anew from the topics table and the schemas."""
    root = folder("schemas").parent
    assert orjson.loads((root / "schemas" / "asyncapi.json").read_bytes()) == document()
    assert (root / "doc" / "topics.md").read_text("utf-8") == page()
