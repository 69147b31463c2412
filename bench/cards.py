"""Figures of named entities, taken from the cards of the weights: their test corpora are not ours to ship."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.sets import Row

_HEAD = "| entities, F1 |"


def rows(models: Path) -> Iterator[Row]:
    """A row a corpus of each card, ``<language>/README.md`` in ``models``."""
    for card in sorted(models.glob("*/README.md")):
        language = card.parent.name
        for corpus, percent in _table(card.read_text(encoding="utf-8")):
            yield Row(
                set=f"{corpus} ({language})",
                items="",
                measure="entity F1, span and label",
                value=float(percent) / 100,
                interval=None,
                against="",
                source=f"{language}/{card.name}",
            )


def _table(text: str) -> Iterator[tuple[str, str]]:
    """First and last cell of the table of entities: the corpus, and F1 over all labels in percent."""
    _, found, rest = text.partition(_HEAD)
    for line in rest.splitlines()[2:] if found else ():
        if not line.startswith("|"):
            return
        first, *_, last = (cell.strip() for cell in line.strip("|").split("|"))
        yield first, last
