"""The countries of ``countries.tsv`` by code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from worker.domain.actor import Link
from worker.languages import tables


@cache
def countries() -> Mapping[str, Link]:
    """Every country and territory by ISO 3166-1 alpha-3 code; raises DataError for a bad line."""
    rows = tables.rows(tables.path("countries.tsv"), columns=("code", "id", "name"))
    links = (Link(row.text("code"), row.text("id"), row.text("name"), "GOV") for row in rows)
    return MappingProxyType({link.code: link for link in links})


def country(code: str) -> Link:
    """The row of one country; raises KeyError for a code that is not in the table."""
    return countries()[code]
