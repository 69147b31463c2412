"""Offices and years of leaders, and the table they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.languages import tables
from worker.nlp.actors.countries import countries
from worker.nlp.actors.leaders import Leader, Office, leaders

LEADER = Leader("ew:x", "NOR", "X", (Office("GOV", 2005, 2013),), ("X",), ())


@pytest.mark.parametrize(
    ("year", "distance", "sector"),
    [(2004, 1, "ELI"), (2005, 0, "GOV"), (2013, 0, "GOV"), (2020, 7, "ELI"), (None, -2013, "GOV")],
)
def test_years_of_an_office(year: int | None, distance: int, sector: str) -> None:
    """Both years of an office belong to it; without a year the first office counts."""
    assert (LEADER.distance(year), LEADER.link(year).sector) == (distance, sector)


def test_the_table_is_sound() -> None:
    """Every leader acts for a country or organization of the tables; no line stands twice."""
    columns = ("id", "code", "sector", "name")
    rows = tables.rows(tables.path("organizations.tsv"), columns=columns)
    codes = {*countries(), *(row.text("code") for row in rows)}

    keys = [(leader.id, leader.code) for leader in leaders()]

    assert sorted({code for _, code in keys} - codes) == []
    assert len(keys) == len(set(keys))


def test_a_bad_office_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message tells how an office is written."""
    header = "#columns: id code name offices names surnames\n"
    (tmp_path / "leaders.tsv").write_text(
        header + "ew:x\tNOR\tX\tGOV-2005\t-\t-\n", encoding="utf-8"
    )
    monkeypatch.setattr(tables, "folder", lambda _: tmp_path)

    with pytest.raises(DataError, match=r"leaders\.tsv:2: offices 'GOV-2005': allowed is SECTOR:"):
        leaders.__wrapped__()
