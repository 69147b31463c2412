"""Where a noun phrase begins and ends, and whether it only says when."""

from __future__ import annotations

from worker.languages.cues import Cues, TimeKind, cues
from worker.nlp.events import labels, names, words
from worker.nlp.tokens import Token

#: What ends a noun phrase on its right: the next one of a list, a clause.
_BEYOND = frozenset({"acl", "advcl", "cc", "ccomp", "conj", "parataxis", "punct", "xcomp"})
#: What stands before a noun phrase without belonging to it.
_BEFORE = frozenset({"advmod", "case", "cc", "mark", "punct"})
_YEAR_DIGITS = 4


def bounds(head: Token) -> tuple[int, int]:
    """The tokens of the phrase without what is coordinated with it or says more about it."""
    end = head.right_edge.i + 1
    known = cues(head.doc.lang_)
    for child in head.children:
        beyond = words.dep(child) in _BEYOND and child.dep_ != "punct"
        if child.i > head.i and (beyond or names.is_stray(child) or _is_aside(child, known)):
            end = min(end, child.left_edge.i)
        elif child.i > head.i and words.dep(child) == "nmod":
            others = (c.left_edge.i for c in child.children if words.dep(c) in ("cc", "conj"))
            end = min(end, *others, end)
    mark = labels.colon(head)
    if mark is not None and head.i < mark.i < end:
        end = mark.i
    left = head.doc[_start(head) : head.i]
    start = next((t.i for t in left if not _stands_before(t)), head.i)
    return start, max(end, head.i + 1)


def _is_aside(child: Token, known: Cues) -> bool:
    """Whether a noun that hangs on a phrase says when ("die Nato am Mittwoch") or to which medium.

    Behind a name a medium is told something, it owns nobody ("sagte Rjabkow der Agentur Interfax").
    """
    if words.dep(child) != "nmod":
        return False
    if words.preposition(child) is not None:
        return is_time(child, known)
    named = any(c.i < child.i and c.dep_ in ("appos", "flat") for c in child.head.children)
    return named and known.has("medium", child.lemma_)


def _start(head: Token) -> int:
    """Where a phrase may begin: behind an expanded attribute ("der [von Israel getötete] Kommandeur")."""
    expanded = (c.i + 1 for c in head.children if words.is_attribute(c) and c.left_edge.i < c.i)
    return max(expanded, default=head.left_edge.i)


def is_time(head: Token, known: Cues) -> bool:
    """Whether a phrase is a date or a span of time, which stands without a preposition, too."""
    kinds: tuple[TimeKind, ...] = ("weekday", "month", "day_offset", "unit")
    beside = (c for c in head.children if words.dep(c) in ("nmod", "flat", "appos"))
    parts = [head, *(c for c in beside if words.preposition(c) is None)]
    timely = [t for t in parts if known.is_time(t.lower_)]
    return any(known.time(kind, t.text) is not None for kind in kinds for t in timely)


def _stands_before(token: Token) -> bool:
    """Whether a token only leads to the phrase: a preposition, an adverb, a year."""
    year = token.text.isdecimal() and len(token.text) == _YEAR_DIGITS
    return year or words.dep(token) in _BEFORE
