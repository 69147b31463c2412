"""The sets of the scorecard: which figures of which file are shown, beside what, and what is said below."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

FILE = Path(__file__).with_name("sets.toml")
_STRICT = ConfigDict(extra="forbid")


@checked(frozen=True, slots=True, config=_STRICT)
class Measure:
    """A figure by its ``key`` in what ``eval`` prints; ``interval`` is the key of its 95% interval."""

    key: str
    name: str
    against: str = ""
    interval: str = ""


@checked(frozen=True, slots=True, config=_STRICT)
class LabeledSet:
    """A file of labeled items; ``count`` is the key of their number, ``unit`` what they are.

    ``models`` is a folder, seen from the root, with weights that were not trained on the set: what ships was.
    Where ``last`` is told, only so many items at the end of the file are measured.
    """

    file: str
    set: Literal["news", "conflict", "events", "plover", "dyads", "ner"]
    language: str
    title: str
    unit: str
    measures: tuple[Measure, ...]
    count: str = "items"
    models: str = ""
    last: int = 0


@checked(frozen=True, slots=True, config=_STRICT)
class Contents:
    """A file of sets; ``notes`` stand below the table."""

    notes: str
    set: tuple[LabeledSet, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the scorecard; ``value`` is 0 to 1, ``interval`` 95% where it is known."""

    set: str
    items: str
    measure: str
    value: float
    interval: tuple[float, float] | None
    against: str
    source: str


def read(path: Path = FILE) -> Contents:
    """The contents of a TOML file; raises pydantic.ValidationError where something is wrong."""
    return TypeAdapter(Contents).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
