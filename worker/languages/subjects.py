"""What an actor code stands for, as far as an index is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from worker.languages.tables import path, rows


@cache
def code_kinds() -> Mapping[str, Literal["country", "alliance"]]:
    """The codes of countries and of international bodies; armed groups have none."""
    bodies = rows(path("organizations.tsv"), columns=("id", "code", "sector", "name"))
    kinds: dict[str, Literal["country", "alliance"]] = {
        row.text("code"): "alliance" for row in bodies if row.text("sector") == "IGO"
    }
    countries = rows(path("countries.tsv"), columns=("code", "id", "name"))
    return kinds | {row.text("code"): "country" for row in countries}
