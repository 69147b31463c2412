"""Lines that a typesetter broke: words parted by a hyphen at a line's end, sentences that run on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from worker.nlp.shadow.edits import Edit

#: A line end within a paragraph.
_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
#: A parted word's halves are no longer than this.
_HALF = 40
#: Lines at least this long were cut by their length, not by their author.
_FULL_LINE = 45
_SENTENCE_ENDS = ".!?:;…\"”“'»«-–—"
#: What follows a hyphen that stands for the second half of a word ("Nord- und Südkorea").
_JOINERS = frozenset({"und", "oder", "bis", "sowie", "bzw", "and", "or", "to"})

Known = Callable[[str], bool]


def edits(text: str, *, known: Known) -> Iterator[Edit]:
    """Joins the halves of parted words, and lines of one sentence by a space of the same length."""
    begin = 0
    for found in _LINE_END.finditer(text):
        place = found.start()
        line, begin = text[begin:place], place + 1
        following = _FIRST_WORD.match(text, place + 1)
        word = following[0][:_HALF] if following else ""
        if line.endswith("-") and line[-2:-1].isalpha() and word:
            yield from _parted(line[-_HALF:-1], word, place, known)
        elif word[:1].islower() or _runs_on(line, word):
            yield Edit(place, place + 1, " ")


def _parted(before: str, after: str, place: int, known: Known) -> Iterator[Edit]:
    """The hyphen goes with the line end where the halves make one word, and stays between two."""
    if after in _JOINERS:
        yield Edit(place, place + 1, " ")
        return
    half = re.split(r"[\W\d_]", before)[-1]
    hyphenated = known(half) and known(after) and not known(half + after)
    keeps = after[:1].isupper() or (hyphenated and half.islower())
    yield Edit(place, place + 1, "") if keeps else Edit(place - 1, place + 1, "")


def _runs_on(line: str, word: str) -> bool:
    return bool(word) and len(line) >= _FULL_LINE and line[-1] not in _SENTENCE_ENDS
