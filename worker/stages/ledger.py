"""Entries of the ledger: the lines about one keyword or event, and what repetition takes from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from worker.domain.score import Family, Ladder, LedgerLine, Level


@dataclass(frozen=True, slots=True)
class Entry:
    """Ledger lines about one keyword or event.

    ``group`` is what it repeats, each further one giving ``share`` of the one before; ``level`` is what
    it would make of an article that reports nothing else, ``kahn`` the band of the event; ``quarrel`` says
    that one country acts or speaks against another, or gives way to it.
    """

    family: Family
    group: str
    share: float
    lines: tuple[LedgerLine, ...]
    level: Level = 0
    kahn: Ladder | None = None
    quarrel: bool = False

    @property
    def tenths(self) -> int:
        """What the entry adds to the score, in tenths of a point."""
        return sum(tenths(line.points) for line in self.lines)


def diminished(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Every entry, a repeated one with a line that says what repetition takes.

    The heaviest of a group counts in full, so that one more keyword never lowers the score.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.group].append(entry)
    for group in groups.values():
        group.sort(key=lambda entry: (-abs(entry.tenths), entry.lines[0].span))
        for rank, entry in enumerate(group):
            yield replace(entry, lines=(*entry.lines, *_repeated(entry, entry.share**rank)))


def tenths(points: float) -> int:
    """Points as they are added: in whole tenths, so that a sum has no rounding error."""
    return round(points * 10)


def _repeated(entry: Entry, share: float) -> tuple[LedgerLine, ...]:
    points = -round(entry.tenths * (1 - share)) / 10
    if not points:
        return ()
    first = entry.lines[0]
    return (LedgerLine(points, "repeated", first.span, first.term, first.lemma, first.category),)
