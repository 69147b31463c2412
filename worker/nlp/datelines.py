"""Datelines ("Moskau (dpa) - "): where a report was sent from, no part of its first sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

_DASHES = frozenset({"-", "–", "—", "--"})
#: Tokens a dateline may have before its dash ("Berlin/New York (dpa/AFP) -").
_REACH = 10


def bodies(doc: Doc, words: Sequence[str]) -> Iterator[int]:
    """The tokens at which the text behind a dateline begins; ``words`` are the texts of those of ``doc``.

    The Doc needs no more than a tokenizer.
    """
    behind = (place for place, word in enumerate(words, start=1) if "\n" in word)
    for start in (0, *behind):
        dash = _dash(doc, start)
        if dash is not None and dash + 1 < len(doc):
            yield dash + 1


def _dash(doc: Doc, start: int) -> int | None:
    """The dash that ends a dateline: behind a name of a place alone or with an agency in brackets."""
    for token in doc[start + 1 : start + _REACH]:
        if token.text in _DASHES:
            return token.i if _is_dateline(doc, start, token.i) else None
        if "\n" in token.text or token.text in ".:;!?":
            return None
    return None


def _is_dateline(doc: Doc, start: int, dash: int) -> bool:
    """Whether nothing but capitalized words, days, slashes, commas and brackets stands before the dash."""
    inside = False
    for token in doc[start:dash]:
        inside = (inside or token.text == "(") and token.text != ")"
        word = token.text[:1].isupper() or token.is_digit
        if not (inside or word or token.is_punct or token.text in "/"):
            return False
    return bool(doc[dash - 1].whitespace_)
