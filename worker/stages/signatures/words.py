"""The words of a story, without what agencies and editors put around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from worker.languages.wires import CREDIT_WORDS, wires

#: A word is letters and digits; a number keeps its separators ("1.200", "3,5").
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
#: How far into a paragraph a dateline reaches ("Berlin/New York (dpa/AFP) - "), in characters.
_DATELINE = 90
_CREDIT = re.compile(r"\(([^()\n]{1,60})\)")
_DASH = re.compile(r"\s?(?:-|–|—|--)\s")
_SEPARATORS = re.compile(r"[/,;:|]|\bund\b|\band\b")
#: A line of more words is a paragraph, whatever it holds.
_SHORT_LINE = 18
#: What comes later adds nothing to telling stories apart, and bounds the work.
MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Story:
    """The words of a body, folded, and the agency it credits (None where it credits none)."""

    words: tuple[str, ...]
    agency: str | None


def fold(text: str) -> list[str]:
    """The words of ``text`` so that spellings agree: lower case, "ü" as "ue", no accents."""
    plain = text.casefold().translate(_GERMAN)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _WORD.findall(plain)


def read(body: str) -> Story:
    """The words of the story in ``body``, an article's text without its title."""
    agency, words = None, list[str]()
    for line in body.split("\n"):
        credit, kept = _line(line)
        agency = agency or credit
        words += fold(kept)
        if len(words) >= MOST_WORDS:
            break
    return Story(tuple(words[:MOST_WORDS]), agency)


def is_correction(title: str, body: str) -> bool:
    """Whether the article says at its beginning that it corrects an earlier version."""
    beginnings = (title[:40].casefold(), body[:40].casefold())
    return any(
        start.lstrip(" (*[+-–").startswith(mark)
        for start in beginnings
        for mark in wires().corrections
    )


def _line(line: str) -> tuple[str | None, str]:
    """The agency a line credits, and the part of the line that belongs to the story."""
    agency, end = _dateline(line)
    if end:
        return agency, line[end:]
    if line.count(" ") < _SHORT_LINE:
        lowered = line.casefold()
        credited = _bare_credit(lowered)
        if credited or any(phrase in lowered for phrase in wires().boilerplate):
            return credited, ""
    return None, line


def _dateline(line: str) -> tuple[str | None, int]:
    """The agency of a dateline and where the sentence behind it begins; 0 where there is none."""
    head = line[:_DATELINE]
    for credit in _CREDIT.finditer(head):
        agency = _agency(credit[1])
        dash = _DASH.match(head, credit.end())
        if agency and (dash or credit.start() == 0):
            return agency, dash.end() if dash else credit.end()
        if agency:
            return agency, 0
    dash = _DASH.search(head)
    if dash and dash.start() and all(word[:1].isupper() for word in line[: dash.start()].split()):
        return None, dash.end()
    return None, 0


def _agency(credit: str) -> str | None:
    """The first agency in the brackets of a credit ("dpa/AFP")."""
    parts = (part.strip() for part in _SEPARATORS.split(credit.casefold()))
    return next((part for part in parts if part in wires().agencies), None)


def _bare_credit(line: str) -> str | None:
    """The agency when the line is nothing but its credit ("dpa", "© Reuters 2024", "Quelle: AFP/dpa")."""
    names = [word for word in fold(line) if not word.isdigit() and word not in CREDIT_WORDS]
    known = [name for name in names if name in wires().agencies]
    return known[0] if known and len(known) == len(names) else None
