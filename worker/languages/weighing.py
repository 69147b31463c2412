"""The weights of the index, read from index.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from worker.domain.errors import DataError
from worker.domain.event import EventType, Modality
from worker.languages import tables

#: The tables of index.toml and the numbers each must hold.
_TABLES: Mapping[str, frozenset[str]] = {
    "points": frozenset(get_args(EventType)),
    "modality": frozenset(get_args(Modality)),
    "reading": frozenset({"window", "days", "minimum", "late", "prior", "spread", "weekday"}),
    "coverage": frozenset({"blind", "thin"}),
}


@dataclass(frozen=True, slots=True)
class IndexWeights:
    """index.toml, table by table; what each number means stands there."""

    points: Mapping[str, float]
    modality: Mapping[str, float]
    reading: Mapping[str, float]
    coverage: Mapping[str, float]


@cache
def index_weights() -> IndexWeights:
    """The shipped weights; raises DataError naming the table whose numbers are not those expected."""
    file = tables.path("index.toml")
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{file}: cannot be read as TOML: {error}") from error
    if content.keys() != _TABLES.keys():
        raise DataError(f"{file}: its tables must be {', '.join(_TABLES)}")
    return IndexWeights(**{name: _numbers(str(file), name, content[name]) for name in _TABLES})


def _numbers(file: str, name: str, table: object) -> Mapping[str, float]:
    if not isinstance(table, dict) or table.keys() != _TABLES[name]:
        raise DataError(f"{file}: [{name}] must hold {', '.join(sorted(_TABLES[name]))}")
    for key, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DataError(f"{file}: [{name}] {key} must be a number, not {value!r}")
    return {key: float(value) for key, value in table.items()}
