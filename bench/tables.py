"""Markdown tables, and the part of a page that a benchmark writes anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

MARK = "<!-- measured -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    rule = ("---", *["---:"] * (len(head) - 1))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def put(page: Path, text: str) -> None:
    """Write ``text`` between the two marks of a page; raises ValueError when it has not two."""
    before, middle, after = page.read_text(encoding="utf-8").split(MARK)
    del middle
    page.write_text(f"{before}{MARK}\n{text}\n{MARK}{after}", encoding="utf-8")
