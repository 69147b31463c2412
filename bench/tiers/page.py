"""The comparison as tables: whole for doc/accuracy.md, its chief rows for README.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.tables import table
from bench.tiers.accuracy import Figure
from bench.tiers.speed import Speed

_BETWEEN = re.compile(r"(<!-- tiers -->\n).*?(<!-- /tiers -->)", re.DOTALL)


def render(
    figures: Sequence[Figure], speeds: Sequence[Speed], sizes: Mapping[str, float], *, whole: bool
) -> str:
    """Two columns of figures, a tier each; the chief rows only unless ``whole``."""
    shown = [one for one in figures if whole or one.main]
    rows = [
        *([f"{one.set}: {one.measure}", *(f"{v:.3f}" for v in one.values.values())] for one in shown),
        *_speed_rows(speeds),
        ["weights, MB", *(f"{mb:.0f}" for mb in sizes.values())],
    ]  # fmt: skip
    return table(("", "fast", "accurate"), rows) + "\n"


def _speed_rows(speeds: Sequence[Speed]) -> list[list[str]]:
    by_pool: dict[int, list[Speed]] = {}
    for one in speeds:
        by_pool.setdefault(one.pool, []).append(one)
    rows = [
        [f"articles a second, end to end, {_processes(pool)}"]
        + [f"{one.articles_a_second:.1f}" for one in ways]
        for pool, ways in sorted(by_pool.items())
    ]
    alone = by_pool.get(1, [])
    if alone:
        rows.append(["memory of a process, MB", *(str(one.process_mb) for one in alone)])
    return rows


def _processes(pool: int) -> str:
    return "one process" if pool == 1 else f"{pool} processes"


def fill(page: Path, content: str) -> None:
    """Put ``content`` between the two comments of a page; raises ValueError where it has none."""
    text = page.read_text(encoding="utf-8")
    filled, times = _BETWEEN.subn(lambda found: f"{found[1]}{content}{found[2]}", text, count=1)
    if not times:
        raise ValueError(f"{page} has no <!-- tiers --> to fill")
    page.write_text(filled, encoding="utf-8")
