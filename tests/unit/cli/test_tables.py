"""CSV and TSV files."""

from __future__ import annotations

import io

import pytest

from worker.cli.failures import CommandError
from worker.cli.tables import rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_delimiter_and_columns(delimiter: str) -> None:
    """Quoted line ends belong to the cell; empty cells are left out; the line is the row's last."""
    table = 'id,title,text\n1,,"Moskau, droht\nder Nato"\n2,Kurz,b\n'.replace(",", delimiter)

    assert list(rows(io.BytesIO(table.encode()), "news.csv")) == [
        (3, {"id": "1", "text": f"Moskau{delimiter} droht\nder Nato"}),
        (4, {"id": "2", "title": "Kurz", "text": "b"}),
    ]


def test_a_byte_order_mark_is_no_part_of_a_column() -> None:
    """Excel writes one."""
    assert list(rows(io.BytesIO("\ufeffid;text\n1;a\n".encode()), "x.csv")) == [
        (2, {"id": "1", "text": "a"})
    ]


@pytest.mark.parametrize(
    "content", [b"", b"only one column\na\n", b"a,a\n1,2\n", b"id,text\n1,\xff"]
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    """The error names the file."""
    with pytest.raises(CommandError, match=r"news\.csv: "):
        list(rows(io.BytesIO(content), "news.csv"))
