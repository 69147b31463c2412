"""The tables of language data: what is read, and what a linguist is told about a bad line."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.languages import tables

HEADER = "# What kind of actor a noun names.\n#columns: term sector weight\n"


def table(folder: Path, body: str, header: str = HEADER) -> Path:
    """A table file with the columns term, sector and weight."""
    file = folder / "roles.tsv"
    file.write_text(header + body, encoding="utf-8")
    return file


def read(file: Path) -> list[tables.Row]:
    """All rows of a table of the columns term, sector and weight."""
    return list(tables.rows(file, columns=("term", "sector", "weight")))


def test_rows_come_in_order_with_their_lines(tmp_path: Path) -> None:
    """Blank lines and comments are skipped, yet counted."""
    file = table(tmp_path, "Soldat\tMIL\t1.5\n\n# police\nPolizei|Polizist\tCOP\t-\n")

    first, second = read(file)

    assert (first.line, first.text("term"), first.number("weight", low=0, high=2)) == (
        3,
        "Soldat",
        1.5,
    )
    assert (second.line, second.many("term"), second.optional("weight")) == (
        6,
        ("Polizei", "Polizist"),
        None,
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("Soldat\tMIL\n", "2 cells, allowed are 3: term, sector, weight"),
        ("Soldat\t\t1\n", "sector '': no blanks around it; empty is '-'"),
        ("Soldat \tMIL\t1\n", "term 'Soldat ': no blanks around it; empty is '-'"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, body: str, problem: str) -> None:
    """The message gives file, line, what is wrong and what is allowed."""
    file = table(tmp_path, body)

    with pytest.raises(DataError) as caught:
        read(file)

    assert str(caught.value) == f"{file}:3: {problem}"


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda row: row.text("weight"), "weight must not be empty"),
        (lambda row: row.choice("sector", ("GOV", "COP")), "sector 'MIL': allowed are GOV, COP"),
        (
            lambda row: row.number("term", low=0, high=2),
            "term 'Soldat|': allowed is a number from 0 to 2",
        ),
        (lambda row: row.many("term"), "term 'Soldat|': no part between '|' may be blank"),
    ],
)
def test_a_cell_that_cannot_be_is_named(tmp_path: Path, call: object, problem: str) -> None:
    """Typed cells say which values they take."""
    (row,) = read(table(tmp_path, "Soldat|\tMIL\t-\n"))

    with pytest.raises(DataError) as caught:
        call(row)  # type: ignore[operator]

    assert str(caught.value) == f"{row.file}:3: {problem}"


@pytest.mark.parametrize("header", ["", "# no columns named\n", "#columns: term\n"])
def test_a_table_must_name_its_columns(tmp_path: Path, header: str) -> None:
    """A header that is missing or other than expected tells which line to write."""
    file = table(tmp_path, "Soldat\tMIL\t1\n", header)

    with pytest.raises(DataError, match="#columns: term sector weight"):
        read(file)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Latin-1 bytes are refused with the name of the file."""
    file = tmp_path / "roles.tsv"
    file.write_bytes("Soldat für\n".encode("latin-1"))

    with pytest.raises(DataError, match=r"roles\.tsv: cannot be read as UTF-8"):
        read(file)


def test_the_digest_follows_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version of the language data changes with a byte of a table and is otherwise stable."""
    monkeypatch.setattr(tables, "folder", lambda _: tmp_path)
    file = table(tmp_path, "Soldat\tMIL\t1\n")
    before = tables.digest()

    file.write_text(HEADER + "Soldat\tMIL\t2\n", encoding="utf-8")

    assert (len(before), tables.digest() == before) == (32, False)
    file.write_text(HEADER + "Soldat\tMIL\t1\n", encoding="utf-8")
    assert tables.digest() == before
