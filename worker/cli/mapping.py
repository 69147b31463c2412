"""Fields of foreign records under the names of a raw article: ``--map body=text``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from worker.cli.failures import MISUSED, CommandError
from worker.messages.fields import FIELDS

_DEPTH = 8


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Where each field of an article is taken from; "content.body" reaches into nested objects."""

    sources: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, pairs: Sequence[str]) -> FieldMap:
        """Read "theirs=ours" pairs; raises CommandError for one that is none or names no field of ours."""
        return cls(dict(_pair(text) for text in pairs))

    def apply(self, value: bytes) -> bytes:
        """The record with its fields renamed, as bytes; what is no JSON object stays as it is."""
        if not self.sources:
            return value
        try:
            record = orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
        return orjson.dumps(self.renamed(record)) if isinstance(record, dict) else value

    def renamed(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record with our names for mapped fields; those that are missing are left out."""
        found = {ours: _at(record, theirs) for ours, theirs in self.sources.items()}
        taken = {theirs[0] for theirs in self.sources.values()}
        kept = {name: content for name, content in record.items() if name not in taken}
        return kept | {ours: content for ours, content in found.items() if content is not None}


def _pair(text: str) -> tuple[str, tuple[str, ...]]:
    theirs, equals, ours = text.partition("=")
    steps = tuple(theirs.split("."))
    if not equals or not all(steps) or len(steps) > _DEPTH:
        raise CommandError(f"--map {text}: expected THEIRS=OURS, such as body=text", code=MISUSED)
    if ours not in FIELDS:
        known = ", ".join(FIELDS)
        raise CommandError(
            f"--map {text}: an article has no {ours!r}; it has {known}", code=MISUSED
        )
    return ours, steps


def _at(record: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        record = record.get(step) if isinstance(record, dict) else None
    return record
