"""What the schemas of a release promise, a line a field.

``python -m tests.support.released`` writes it down. Run it when a version is
released, and never to make a test pass: the rule of schemas/README.md holds against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from worker.messages import schemas
from worker.messages.topics import Topics
from worker.resources import folder

FILE = folder("schemas") / "released.tsv"
_HEAD = "# topic\tfield\ttypes\twords of a closed list\trequired"
#: The topics that are a contract with others.
TOPICS = (
    "articles.raw", "articles.enriched", "events.coded", "stories", "escalation.index",
    "escalation.alerts", "articles.dead",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """What is promised of a field: its types, its words (none where it is open), whether it is there."""

    types: frozenset[str]
    words: frozenset[str]
    required: bool


def fields(topic: str) -> dict[str, Field]:
    """The fields of a topic as it is now, by their path ("sources[].code")."""
    schema = schemas.load(Topics().find(topic))
    return dict(_fields(schema, schema, ""))


def released() -> dict[tuple[str, str], Field]:
    """The same of the last release, by topic and path."""
    found = {}
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            topic, path, types, words, required = line.split("\t")
            found[topic, path] = Field(_set(types), _set(words), required == "yes")
    return found


def _set(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(cell.split("|"))


def _fields(
    schema: Mapping[str, Any], part: Mapping[str, Any], path: str
) -> Iterator[tuple[str, Field]]:
    for name, field in part.get("properties", {}).items():
        options = [_target(schema, one) for one in field.get("anyOf", (field,))]
        kinds = (option.get("type", ()) for option in options)
        types = {kind for one in kinds for kind in ([one] if isinstance(one, str) else one)}
        words = {str(word) for option in options for word in option.get("enum", ())}
        yield (
            f"{path}{name}",
            Field(frozenset(types), frozenset(words), name in part.get("required", ())),
        )
        for option in options:
            yield from _fields(schema, option, f"{path}{name}.")
            if "items" in option:
                yield from _fields(schema, _target(schema, option["items"]), f"{path}{name}[].")


def _target(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    name = part.get("$ref", "").removeprefix("#/$defs/")
    target: Mapping[str, Any] = schema["$defs"][name] if name else part
    return target


def _lines() -> Iterator[str]:
    yield _HEAD
    for topic in TOPICS:
        for path, field in fields(topic).items():
            types, words = ("|".join(sorted(one)) or "-" for one in (field.types, field.words))
            yield "\t".join((topic, path, types, words, "yes" if field.required else "no"))


if __name__ == "__main__":
    FILE.write_text("\n".join([*_lines(), ""]), "utf-8")
