"""The table of doc/reliability.md, made of bench/results/scenarios.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.scenarios.rows import ROWS
from tests.scenarios.run import RESULTS

PAGE = Path(__file__).parents[2] / "doc" / "reliability.md"
_BEGIN, _END = "<!-- scenarios: made by make scenarios -->\n", "<!-- end of scenarios -->"


def write(page: Path = PAGE, results: Path = RESULTS) -> None:
    """Put the table between its marks; raises ValueError when the page has none."""
    text = page.read_text()
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"{page} has no line {_BEGIN.strip()} with {_END} after it")
    page.write_text(
        before + begin + "\n" + table(json.loads(results.read_text())) + "\n" + end + after
    )


def table(results: dict[str, Any]) -> str:
    """All rows of the table in their order, those that did not run among them."""
    head = ("#", "what is done", "what has to hold", "held", "figures", "run")
    lines = [head, tuple("---" for _ in head), *_lines(results)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _lines(results: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, row in ROWS.items():
        if name not in results:
            does = row.does.format(**row.full)
            yield str(row.number), does, row.passes, "not run yet", "", ""
            continue
        ran = results[name]
        figures = ", ".join(f"{what} {figure}" for what, figure in ran["figures"].items())
        size = "full size" if ran["full"] else "smaller"
        when = f"{ran['made'][:10]}, {ran['seconds']:.0f} s, {size}"
        when += f"; {ran['note']}" if ran.get("note") else ""
        held = "yes" if ran["passed"] else "**no**"
        yield str(row.number), ran["does"], row.passes, held, figures, when
