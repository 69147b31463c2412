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
#: Shorter halves are words of their own ("In" and "dem").
_SYLLABLES = 4
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
            yield from _parted(line[:-1], word, place, known)
        elif _broken(_last_word(line), word, known):
            yield Edit(place, place + 1, "")
        elif word[:1].islower() or _runs_on(line, word):
            yield Edit(place, place + 1, " ")


def _parted(before: str, after: str, place: int, known: Known) -> Iterator[Edit]:
    """The hyphen goes with the line end where the halves make one word, and stays between two."""
    if after in _JOINERS:
        yield Edit(place, place + 1, " ")
        return
    half = _last_word(before)
    hyphenated = known(half) and known(after) and not known(half + after)
    keeps = after[:1].isupper() or (hyphenated and half.islower())
    yield Edit(place, place + 1, "") if keeps else Edit(place - 1, place + 1, "")


def _broken(before: str, after: str, known: Known) -> bool:
    """Whether a line end without a hyphen stands inside a word: the whole is one, a half is none.

    Both halves of a German noun may be words ("Haupt" and "stadt"), of which the second lacks its capital.
    """
    if not before or not after[:1].islower():
        return False
    if known(before) and known(after):
        noun = before[:1].isupper() and min(len(before), len(after)) >= _SYLLABLES
        return noun and known(before + after)
    return known(before + after) or not (known(before) or known(after))


def _last_word(line: str) -> str:
    return re.split(r"[\W\d_]", line[-_HALF:])[-1]


def _runs_on(line: str, word: str) -> bool:
    return bool(word) and len(line) >= _FULL_LINE and line[-1] not in _SENTENCE_ENDS
