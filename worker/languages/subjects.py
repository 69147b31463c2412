"""What actor codes stand for, as far as an index is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from worker.domain.signature import Subject
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


@lru_cache(maxsize=10_000)
def subjects(sources: tuple[str, ...], targets: tuple[str, ...]) -> tuple[Subject, ...]:
    """What an event between these codes is an event of: every pair of both sides, every code."""
    kinds = code_kinds()
    pairs = {
        Subject("-".join(sorted(pair)), "dyad")
        for pair in product(sources, targets)
        if pair[0] != pair[1]
    }
    alone = {Subject(code, kinds[code]) for code in (*sources, *targets) if code in kinds}
    return tuple(sorted(pairs | alone))
