"""The weights of the index, read from index.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from worker.domain.errors import DataError
from worker.domain.event import EventType, Modality
from worker.languages import tables
from worker.languages.numbers import content, numbers

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
    """The shipped weights.

    Raises DataError naming the table whose numbers are not those expected.
    """
    file = tables.path("index.toml")
    found = content(file, _TABLES)
    weights = IndexWeights(
        **{name: numbers(file, name, found[name], keys) for name, keys in _TABLES.items()}
    )
    if weights.reading["window"] > weights.reading["late"]:
        raise DataError(
            f"{file}: [reading] window must not be longer than late: closed hours are sums"
        )
    return weights
