"""Quotations in a text: what stands in them is somebody's claim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from worker.domain.text import Span

#: What closes a quotation, by what opens it: German, English, French and typewriter marks.
_CLOSING = {"„": '“”"', "“": "”", '"': '"', "»": "«", "«": "»"}
#: All that opens or closes a quotation, or ends it: there the text is looked at.
_MARKS = re.compile(r"[„“”\"»«\n]")
#: Fewer words are a name or a word kept at a distance ("Islamischer Staat"), no claim.
_WORDS = 4


class Quotes:
    """The quotations of one text, found by their marks; one never runs over a paragraph's end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = list(_quotations(text))
        self._starts = [start for start, _ in self._places]

    def mark(self, span: Span) -> Span | None:
        """The mark that opens the quotation around ``span``; None outside of quotations."""
        place = bisect_right(self._starts, span.start) - 1
        if place < 0 or span.end > self._places[place][1]:
            return None
        start = self._starts[place]
        return Span.of(self._text, start, start + 1)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every quotation, marks included, left to right."""
    start, closing = -1, ""
    for mark in _MARKS.finditer(text):
        place, letter = mark.start(), mark[0]
        if letter == "\n":
            start = -1
        elif start < 0:
            if letter in _CLOSING:
                start, closing = place, _CLOSING[letter]
        elif letter in closing:
            if text.count(" ", start, place) >= _WORDS - 1:
                yield start, place + 1
            start = -1
