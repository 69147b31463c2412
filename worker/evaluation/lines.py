"""Readers of files with an item a line, plain or gzipped, that say which line is wrong."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from worker.domain.errors import DataError


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank with their numbers; raises DataError for what is no UTF-8 text."""
    return ((number, line) for number, line in texts(path) if line.strip())


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """All lines, numbered from 1, without their ends; raises DataError for what is no UTF-8 text."""
    for number, line in enumerate(_content(path).split(b"\n"), start=1):
        try:
            yield number, line.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError as error:
            raise DataError(f"{path}:{number}: cannot be read as UTF-8 text: {error}") from error


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file; raises DataError that names the line and what is wrong with it."""
    for number, line in enumerate(_content(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise DataError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(value, dict):
            raise DataError(f"{path}:{number}: a line must be a JSON object")
        yield value


def _content(path: Path) -> bytes:
    """All of a file; one whose name ends in .gz is unpacked."""
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
