"""Noun phrases: which of their tokens are the core that names someone."""

from __future__ import annotations

from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

#: What may stand in front of the head: "russische", "30", "Israels", "US-Präsident".
_BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
#: What may follow it: a name, a genitive ("der Vereinten Nationen"), a number.
_AFTER = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "DET"})
#: Prepositions that tie an attribute to its noun as a genitive does.
_TIES = frozenset({"of", "von", "vom", "für", "for"})
_JOINERS = frozenset({"-", "–", "'", "’", "'s", "’s", "."})
#: What only belongs to a number ("at least 26 people").
_NEVER_FIRST = frozenset({"least", "most", "than"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})


def head(doc: Doc, start: int, end: int) -> Token:
    """The token of the range that the others hang on: the first noun whose own head lies outside."""
    heads = layout(doc).heads
    outside = [i for i in range(start, end) if not start <= heads[i] < end]
    roots = [i for i in range(start, end) if heads[i] == i]
    candidates = [doc[i] for i in (*outside, *roots)] or [doc[end - 1]]
    return next((token for token in candidates if token.pos_ in _NOMINAL), candidates[0])


def core(doc: Doc, start: int, end: int, middle: int) -> tuple[int, int]:
    """The tokens around the head (``middle``) without determiner, adverbs, clauses, loose phrases.

    "die drei russischen Soldaten, die ..." gives "drei russischen Soldaten".
    """
    first = _leftward(doc, start, middle)
    last = _rightward(doc, middle, end)
    while last - 1 > middle and not _names(doc[last - 1]):
        last -= 1
    return first, last


def phrase(token: Token) -> tuple[int, int]:
    """The range of tokens of the noun phrase whose head is ``token``, clauses included."""
    return token.left_edge.i, token.right_edge.i + 1


def top(token: Token) -> Token:
    """The head of the phrase a name ends: "Außenminister" for "Rjabkow" in "Außenminister Rjabkow"."""
    while (
        token.dep_ in ("appos", "flat", "flat:name", "compound", "nmod:appos")
        and token.head.i < token.i
    ):
        token = token.head
    return token


def _leftward(doc: Doc, start: int, middle: int) -> int:
    first = middle
    while first > start:
        before = doc[first - 1]
        if before.pos_ in ("NOUN", "PROPN") and _is_complement(doc, first - 1, start):
            break
        if before.pos_ in _BEFORE or before.text in _JOINERS or _genitive(doc, first - 1, start):
            first -= 1
        else:
            break
    while first < middle and (doc[first].pos_ not in _BEFORE or doc[first].lower_ in _NEVER_FIRST):
        first += 1
    return first


def _rightward(doc: Doc, middle: int, end: int) -> int:
    last = middle + 1
    while last < end:
        token = doc[last]
        if token.pos_ in _AFTER or token.text in _JOINERS or token.lower_ in _TIES:
            last += 1
        else:
            break
    return last


def _is_complement(doc: Doc, index: int, start: int) -> bool:
    """Whether a noun hangs on a preposition in the phrase ("die aus Somalia stammende ...")."""
    return index > start and doc[index - 1].pos_ == "ADP" and doc[index - 1].lower_ not in _TIES


def _genitive(doc: Doc, index: int, start: int) -> bool:
    """Whether a determiner or "of" continues a noun on its left ("Sprecher des Kreml")."""
    token = doc[index]
    if index <= start:
        return False
    if token.lower_ in _TIES:
        return doc[index - 1].pos_ in _BEFORE
    return token.pos_ == "DET" and (
        doc[index - 1].lower_ in _TIES
        or (doc[index - 1].pos_ in ("NOUN", "PROPN") and "Gen" in token.morph.get("Case", []))
    )


def _names(token: Token) -> bool:
    return token.pos_ in _NOMINAL or token.text in ("'s", "’s")
