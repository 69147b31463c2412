"""Both tiers on the labeled sets, by ``escalation-worker eval``."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.scorecard import evaluate
from bench.sets import LabeledSet

#: The tiers, and the columns in which they stand.
TIERS = ("fast", "accurate")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a set by tier, 0 to 1; ``main`` are the set's first ones."""

    set: str
    items: str
    measure: str
    values: Mapping[str, float]
    main: bool


def figures(
    labeled: LabeledSet, shared: Path, scratch: Path, *, more: Sequence[str] = ()
) -> Iterator[Figure]:
    """The measures of a set in ``shared``; ``more`` are settings of the accurate tier.

    Ends the program where ``eval`` fails.
    """
    file = _end(shared / labeled.file, labeled.last, scratch)
    found = {
        tier: evaluate(
            replace(labeled, file=str(file)),
            file,
            more=[f"coder.tier={tier}", *(more if tier == "accurate" else ())],
        )
        for tier in TIERS
    }
    for one in labeled.measures:
        yield Figure(
            set=labeled.title,
            items=f"{found['fast'][labeled.count]:,} {labeled.unit}",
            measure=one.name,
            values={tier: round(found[tier][one.key], 4) for tier in TIERS},
            main=one == labeled.measures[0] or one.key == "dyad_f1",
        )


def _end(file: Path, last: int, scratch: Path) -> Path:
    """The file, or one in ``scratch`` with its ``last`` items."""
    if not last:
        return file
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        items = list(lines)[-last:]
    made = scratch / file.stem
    made.write_text("".join(items), encoding="utf-8")
    return made
