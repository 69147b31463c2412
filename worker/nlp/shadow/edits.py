"""Replacements in a text, and the way back from the new text's offsets to the old one's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of a text become ``text``."""

    start: int
    end: int
    text: str


class Edited:
    """A text with ``edits`` applied, which must be in order and apart."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        parts: list[str] = []
        place = length = 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        for edit in edits:
            parts += (text[place : edit.start], edit.text)
            length += edit.start - place
            self._starts.append(length)
            length += len(edit.text)
            self._ends.append(length)
            place = edit.end
        self.text = "".join((*parts, text[place:]))
        shrunk = (edit.end - edit.start - len(edit.text) for edit in edits)
        self._shift = [0, *accumulate(shrunk)]

    def start(self, place: int) -> int:
        """Where in the old text the character stands that begins at ``place`` in the new one."""
        return place + self._shift[bisect_right(self._ends, place)]

    def end(self, place: int) -> int:
        """Where in the old text the character ends that ends at ``place`` in the new one."""
        return place + self._shift[bisect_left(self._starts, place)]
