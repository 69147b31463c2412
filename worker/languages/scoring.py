"""The weights of the score, read from score.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from worker.domain.errors import DataError
from worker.languages import tables

#: The tables of score.toml and the numbers each must hold.
_TABLES: Mapping[str, frozenset[str]] = {
    "place": frozenset({"headline", "lead", "lead_characters", "late", "late_characters"}),
    "cancel": frozenset(
        {
            "negated", "denied", "conditional", "hypothetical", "historical", "aftermath", "quoted",
            "excluded", "domain",
        }
    ),
    "repeat": frozenset({"keyword", "event"}),
    "event": frozenset(
        {
            "asserted", "reported", "future", "conditional", "negated", "historical", "no_actor",
            "hinted", "unsupported", "domestic",
        }
    ),
    "points": frozenset(
        {
            "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "THREATEN", "REJECT", "ACCUSE",
            "REQUEST", "CONCEDE", "RETREAT", "AID", "COOPERATE", "SUPPORT", "CONSULT", "AGREE",
        }
    ),
    "history": frozenset({"distinct", "share"}),
    "domain": frozenset({"lead", "repeat", "distinct", "least", "share", "conflict"}),
    "term": frozenset({"hint"}),
    "level": frozenset({"tension", "threshold", "force", "war", "dead"}),
    "direction": frozenset({"relief", "mixed", "deescalating"}),
}  # fmt: skip
_BANDS = "kahn"
#: Levels that have a band on Kahn's ladder.
_BANDED = range(1, 5)


@dataclass(frozen=True, slots=True)
class Weights:
    """score.toml, table by table; what each number means stands there."""

    place: Mapping[str, float]
    cancel: Mapping[str, float]
    repeat: Mapping[str, float]
    event: Mapping[str, float]
    points: Mapping[str, float]
    history: Mapping[str, float]
    domain: Mapping[str, float]
    term: Mapping[str, float]
    level: Mapping[str, float]
    direction: Mapping[str, float]
    kahn: Mapping[int, tuple[int, int]]


@cache
def weights() -> Weights:
    """The shipped weights; raises DataError naming the table whose numbers are not those expected."""
    file = tables.path("score.toml")
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{file}: cannot be read as TOML: {error}") from error
    if content.keys() != {*_TABLES, _BANDS}:
        raise DataError(f"{file}: its tables must be {', '.join((*_TABLES, _BANDS))}")
    numbers = {name: _numbers(str(file), name, content[name]) for name in _TABLES}
    return Weights(**numbers, kahn=_bands(str(file), content[_BANDS]))


def _numbers(file: str, name: str, table: object) -> Mapping[str, float]:
    if not isinstance(table, dict) or table.keys() != _TABLES[name]:
        raise DataError(f"{file}: [{name}] must hold {', '.join(sorted(_TABLES[name]))}")
    for key, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DataError(f"{file}: [{name}] {key} must be a number, not {value!r}")
    return {key: float(value) for key, value in table.items()}


def _bands(file: str, table: object) -> Mapping[int, tuple[int, int]]:
    if not isinstance(table, dict) or table.keys() != {str(level) for level in _BANDED}:
        raise DataError(f"{file}: [kahn] must hold the levels {', '.join(map(str, _BANDED))}")
    return {int(level): _band(file, level, rungs) for level, rungs in table.items()}


def _band(file: str, level: str, rungs: object) -> tuple[int, int]:
    match rungs:
        case [int(first), int(last)] if 1 <= first <= last:
            return first, last
    raise DataError(f"{file}: [kahn] {level} must be two rungs, like [4, 9], not {rungs!r}")
