"""doc/metrics.md, made from the catalogue: ``make contract`` writes it, a test holds it current."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from worker.metrics.catalogue import CATALOGUE, PREFIX
from worker.metrics.definition import Definition, Label

_HEAD = """\
# Metrics

Made by `make contract` from [the catalogue](../worker/metrics/catalogue.py). Every worker serves these at
`/metrics` (port 8099), in base units, each with the prefix `escalation_`. Labels are bounded: their values
come from the closed lists below or are bounded as it says; what no list knows is counted as `other`. Counters
and histograms with closed lists begin at 0, so that the first of anything is a rise. Of the index a worker
tells only the subjects with most points, and stops telling of one that falls out.

prometheus_client's `process_…` metrics of the worker's own process stand beside them: processor time, memory,
open files, start. [runbook.md](runbook.md) says what to do when an alert fires.
"""


def page() -> str:
    """The page: an overview, then a section a metric."""
    return "\n".join([_HEAD, *_overview(), *(part for one in CATALOGUE for part in _section(one))])


def _overview() -> Iterator[str]:
    yield "| metric | type | labels | meaning |\n|---|---|---|---|"
    for one in CATALOGUE:
        name = full_name(one)
        labels = ", ".join(f"`{label.name}`" for label in one.labels)
        yield f"| [`{name}`](#{name}) | {one.kind} | {labels} | {one.meaning} |"
    yield ""


def _section(one: Definition) -> Iterator[str]:
    yield f"## {full_name(one)}\n"
    yield f"{one.meaning}\n"
    yield f"{one.kind.capitalize()}, {one.unit}. **When to worry:** {one.worry}\n"
    for label in one.labels:
        yield f"- `{label.name}`: {_values(label)}"
    if one.pairs:
        yield f"- together: {_together(one)}"
    if one.buckets:
        yield f"Buckets: {', '.join(f'{bound:g}' for bound in one.buckets)}."
    if one.labels or one.buckets:
        yield ""


def full_name(one: Definition) -> str:
    """The name in PromQL: that of a counter ends in ``_total``."""
    return PREFIX + one.name + ("_total" if one.kind == "counter" else "")


def _together(one: Definition) -> str:
    """Which values of the second label occur beside each of the first."""
    found: dict[str, list[str]] = {}
    for first, second in one.pairs:
        found.setdefault(first, []).append(f"`{second}`" if second else "empty")
    return "; ".join(f"`{first}` with {', '.join(seconds)}" for first, seconds in found.items())


def _values(label: Label) -> str:
    return label.bound or ", ".join(f"`{value}`" if value else "empty" for value in label.values)


if __name__ == "__main__":
    sys.stdout.write(page())
