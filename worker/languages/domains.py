"""The vocabulary of the domain gate: what articles about politics, war, sport ... speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from worker.domain.gate import Domain
from worker.languages import tables

_COLUMNS = ("term", "domain", "weight", "note")
_LEADERS = ("id", "code", "name", "offices", "names", "surnames")
_DOMAINS: tuple[Domain, ...] = get_args(Domain)
#: Whoever commands fighters stands for conflict, every other leader for politics.
_ARMED = ("MIL", "REB", "UAF", "PRM")
_LEADER_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class DomainTerm:
    """A word or phrase (lower case, ``*`` for any letters) and what it is worth for its domain."""

    text: str
    domain: Domain
    weight: float


def load(language: str) -> Iterator[DomainTerm]:
    """The terms of ``language``, then the world's leaders by full name; raises DataError."""
    for row in tables.rows(tables.path(language, "domains.tsv"), columns=_COLUMNS):
        yield DomainTerm(
            text=row.text("term").lower(),
            domain=row.choice("domain", _DOMAINS),
            weight=row.number("weight", low=0, high=5),
        )
    for row in tables.rows(tables.path("leaders.tsv"), columns=_LEADERS):
        armed = row.text("offices").startswith(_ARMED)
        for name in (row.text("name"), *row.many("names")):
            if " " in name:
                yield DomainTerm(name.lower(), "conflict" if armed else "politics", _LEADER_WEIGHT)
