"""The topics and their fields as a page for people, made from the topics table and the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from worker.messages import schemas
from worker.messages.topics import Topic, Topics

Json = Mapping[str, Any]

_HEAD = """# Topics

Made by `escalation-worker schema --page` from the JSON Schemas in [schemas/](../schemas/README.md), which
`escalation-worker schema TOPIC` prints; [asyncapi.json](../schemas/asyncapi.json) has all of it for tools.
"""
#: Objects within objects are shown as far as this: "speaker.actor.code".
_DEPTH = 2


def page() -> str:
    """Markdown: a section a topic, a row a field."""
    return "\n".join([_HEAD, *(line for topic in Topics() for line in _section(topic))])


def _section(topic: Topic) -> Iterator[str]:
    schema = schemas.load(topic)
    yield f"## {topic.base}\n"
    yield f"{schema['description']}\n"
    yield f"Key: {topic.key}. Kept {_kept(topic)}, {topic.cleanup_policy}.\n"
    yield "| field | type | meaning |\n|---|---|---|"
    for name, field in _fields(schema, schema):
        yield f"| `{name}` | {_type(field)} | {_meaning(field)} |"
    yield ""


def _kept(topic: Topic) -> str:
    days = topic.retention_ms // 86_400_000
    return "until it is replaced" if topic.retention_ms < 0 else f"for {days} days"


def _fields(
    schema: Json, within: Json, path: str = "", depth: int = 0
) -> Iterator[tuple[str, Json]]:
    """The fields of an object by their path, each before those inside it."""
    for name, field in within.get("properties", {}).items():
        full = _resolved(schema, field)
        yield f"{path}{name}", full
        inner = _resolved(schema, full.get("items", full))
        if depth < _DEPTH:
            mark = "[]." if "items" in full else "."
            yield from _fields(schema, inner, f"{path}{name}{mark}", depth + 1)


def _resolved(schema: Json, field: Json) -> Json:
    """A field with what its reference says; of null and something else, the something."""
    options = [one for one in field.get("anyOf", ()) if one != {"type": "null"}]
    if len(options) == 1:
        return {**_resolved(schema, options[0]), "nullable": True, **_own(field)}
    if name := field.get("$ref", "").removeprefix("#/$defs/"):
        return {**_resolved(schema, schema["$defs"][name]), **_own(field)}
    return field


def _own(field: Json) -> Json:
    return {"description": field["description"]} if "description" in field else {}


def _type(field: Json) -> str:
    kinds = field.get("type", "object" if "properties" in field else "")
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    names += ["null"] if field.get("nullable") else []
    values = [f"`{'null' if value is None else value}`" for value in field.get("enum", ())]
    return ", ".join(values) or " or ".join(filter(None, names))


def _meaning(field: Json) -> str:
    return str(field.get("description", "")).replace("|", "\\|").replace("\n", " ")
