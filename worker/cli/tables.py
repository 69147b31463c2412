"""Rows of CSV and TSV files as articles: the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from worker.cli.failures import CommandError

#: The longest cell, in characters: the csv module's own 128 K would refuse long articles.
_LONGEST_CELL = 4 * 1024 * 1024
_SAMPLE = 4_096


def rows(stream: BinaryIO, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows with the line on which each ends, empty cells left out.

    Comma, semicolon and tab are told apart by the header. Raises CommandError where the file is no UTF-8 or
    no table.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        header = text.readline(_SAMPLE)
        reader = csv.DictReader(text, _columns(header, name), delimiter=_delimiter(header))
        for row in reader:
            yield reader.line_num + 1, {key: cell for key, cell in row.items() if key and cell}
    except (csv.Error, UnicodeDecodeError) as error:
        raise CommandError(f"{name}: no table in UTF-8: {error}") from error
    finally:
        text.detach()


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _columns(header: str, name: str) -> list[str]:
    columns = next(csv.reader([header], delimiter=_delimiter(header)), [])
    if len(columns) < 2 or len(set(columns)) < len(columns):
        raise CommandError(f"{name}: the first line must name the columns, each once")
    return [column.strip() for column in columns]
