"""How somebody's words come: between quotation marks, indirect, or free."""

from __future__ import annotations

from itertools import accumulate

from worker.domain.event import Quotation
from worker.nlp.events import words
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

OPENING = '„“"«»‚'
CLOSING = '“”"»«'
_QUOTES = "ew_quotes"


def quotation(clause: Token) -> Quotation:
    """Direct between quotation marks, indirect under a conjunction or in the subjunctive, else free."""
    start, end = layout(clause.doc).sentence(clause.i)
    opening, closing = _marks(clause.doc)
    before = opening[clause.i] - opening[start]
    if before % 2 == 1 and closing[end] > closing[clause.i]:
        return "direct"
    finite = (clause, *words.auxiliaries(clause))
    marked = bool(words.children(clause, "mark"))
    if marked or any(words.has(t, "Mood", "Sub") for t in finite):
        return "indirect"
    return "free"


def quoted(clause: Token) -> Quotation:
    """Direct between quotation marks, else indirect."""
    return "direct" if quotation(clause) == "direct" else "indirect"


def _marks(doc: Doc) -> tuple[list[int], list[int]]:
    """How many opening and how many closing marks stand before each token, counted once a Doc."""
    if _QUOTES not in doc.user_data:
        doc.user_data[_QUOTES] = tuple(
            list(accumulate((t.text in marks for t in doc), initial=0))
            for marks in (OPENING, CLOSING)
        )
    found: tuple[list[int], list[int]] = doc.user_data[_QUOTES]
    return found
