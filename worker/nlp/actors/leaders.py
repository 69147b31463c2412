"""Leaders and ministers: who held which office when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from worker.domain.actor import Link, Sector
from worker.languages import tables
from worker.languages.tables import Row

SECTORS: tuple[Sector, ...] = get_args(Sector)
_COLUMNS = ("id", "code", "name", "offices", "names", "surnames")


@dataclass(frozen=True, slots=True)
class Office:
    """A sector someone belongs to from the year ``first`` to the year ``last``, both inclusive."""

    sector: Sector
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of ``leaders.tsv``; ``surnames`` are the names that alone tell who is meant."""

    id: str
    code: str
    name: str
    offices: tuple[Office, ...]
    names: tuple[str, ...]
    surnames: tuple[str, ...]

    def distance(self, year: int | None) -> int:
        """Years between ``year`` and the nearest office, 0 within one.

        Without a year: how early the last office ended, so that of two namesakes the later is nearer.
        """
        if year is None:
            return -max(office.last for office in self.offices)
        return min(max(office.first - year, year - office.last, 0) for office in self.offices)

    def link(self, year: int | None) -> Link:
        """The link of this person in ``year``: out of office a former leader is of the elite (ELI)."""
        return Link(self.code, self.id, self.name, self._sector(year))

    def _sector(self, year: int | None) -> Sector:
        if year is None:
            return self.offices[0].sector
        held = (office.sector for office in self.offices if office.first <= year <= office.last)
        return next(held, "ELI")


@cache
def leaders() -> tuple[Leader, ...]:
    """All leaders of the table; raises DataError for a bad line."""
    rows = tables.rows(tables.path("leaders.tsv"), columns=_COLUMNS)
    return tuple(
        Leader(
            row.text("id"),
            row.text("code"),
            row.text("name"),
            tuple(_office(row, office) for office in row.many("offices")),
            (row.text("name"), *row.many("names")),
            row.many("surnames"),
        )
        for row in rows
    )


def _office(row: Row, office: str) -> Office:
    """Read "GOV:2001-2008"; "GOV:2012-" is still held, as if until the year 9999."""
    sector, _, years = office.partition(":")
    first, dash, last = years.partition("-")
    known = next((known for known in SECTORS if known == sector), None)
    if known is None or not dash or not first.isdecimal() or not (last or "9999").isdecimal():
        raise row.error(f"offices {office!r}: allowed is SECTOR:FIRST-LAST or SECTOR:FIRST-")
    return Office(known, int(first), int(last or "9999"))
