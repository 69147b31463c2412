"""Reader of TOML files that hold tables of numbers, and exactly the expected ones."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from worker.domain.errors import DataError

Numbers = Mapping[str, float]


def content(file: Path, tables: Collection[str]) -> dict[str, Any]:
    """The tables of a file; raises DataError when it cannot be read or its tables are not these."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{file}: cannot be read as TOML: {error}") from error
    if found.keys() != set(tables):
        raise DataError(f"{file}: its tables must be {', '.join(tables)}")
    return found


def numbers(file: Path, name: str, table: object, keys: Collection[str]) -> Numbers:
    """One table; raises DataError when its keys are not ``keys`` or a value is no number."""
    if not isinstance(table, dict) or table.keys() != set(keys):
        raise DataError(f"{file}: [{name}] must hold {', '.join(sorted(keys))}")
    for key, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DataError(f"{file}: [{name}] {key} must be a number, not {value!r}")
    return {key: float(value) for key, value in table.items()}
