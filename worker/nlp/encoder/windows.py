"""Articles in windows: consecutive sentences that the encoder reads at once, with what came before.

A window is read alone, never beside those of other articles. So what it says depends on nothing but its
own article: no batch size, no thread count and no neighbor changes a byte (training/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Pieces of a window: most articles of Wikinews are one or two windows.
LIMIT = 384
#: Pieces of a context at most; a longer lead is left out of later windows.
_CONTEXT = 128
#: Sentences that every window begins with: the headline and the lead.
LEAD = 2


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences ``start`` to ``end`` (exclusive), and those before them that are read as context."""

    context: tuple[int, ...]
    start: int
    end: int

    @property
    def sentences(self) -> tuple[int, ...]:
        """All that is read, in order."""
        return (*self.context, *range(self.start, self.end))


def windows(sizes: Sequence[int], *, lead: int = LEAD, limit: int = LIMIT) -> Iterator[Window]:
    """Windows that hold each sentence of an article once, given the number of pieces of each.

    The context of all but the first are the first ``lead`` sentences, headline among them, and the one
    before: who an article is about is mostly said there. A sentence too long for a window has one of its own.
    """
    start = 0
    while start < len(sizes):
        context = _context(sizes, start, lead)
        room = limit - sum(sizes[i] for i in context)
        end = start + 1
        while end < len(sizes) and sum(sizes[start : end + 1]) <= room:
            end += 1
        yield Window(context if sizes[start] <= room else (), start, end)
        start = end


def _context(sizes: Sequence[int], start: int, lead: int) -> tuple[int, ...]:
    wanted = sorted({*range(min(lead, start)), *range(max(start - 1, 0), start)})
    return tuple(wanted) if sum(sizes[i] for i in wanted) <= _CONTEXT else ()
