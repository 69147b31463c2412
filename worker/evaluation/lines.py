"""Readers of files with an item a line that say which line is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from worker.domain.errors import DataError


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank with their numbers; raises DataError for what is no UTF-8 text."""
    try:
        content = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return ((number, line) for number, line in enumerate(content, start=1) if line.strip())


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file; raises DataError that names the line and what is wrong with it."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise DataError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(value, dict):
            raise DataError(f"{path}:{number}: a line must be a JSON object")
        yield value
