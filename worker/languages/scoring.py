"""The weights of the score, read from score.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from worker.domain.errors import DataError
from worker.languages import tables
from worker.languages.numbers import content, numbers

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
    found = content(file, (*_TABLES, _BANDS))
    read = {name: numbers(file, name, found[name], keys) for name, keys in _TABLES.items()}
    return Weights(**read, kahn=_bands(str(file), found[_BANDS]))


def _bands(file: str, table: object) -> Mapping[int, tuple[int, int]]:
    if not isinstance(table, dict) or table.keys() != {str(level) for level in _BANDED}:
        raise DataError(f"{file}: [kahn] must hold the levels {', '.join(map(str, _BANDED))}")
    return {int(level): _band(file, level, rungs) for level, rungs in table.items()}


def _band(file: str, level: str, rungs: object) -> tuple[int, int]:
    match rungs:
        case [int(first), int(last)] if 1 <= first <= last:
            return first, last
    raise DataError(f"{file}: [kahn] {level} must be two rungs, like [4, 9], not {rungs!r}")
