"""Compounds taken apart by the words a lexicon knows: "US-Truppenverstärkung" is Truppe + Verstärkung."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from worker.nlp.escalation.stems import MAX_WORD, MIN_PART, Stems


@dataclass(frozen=True, slots=True)
class Part:
    """Letters ``start`` to ``end`` of a word, ``form`` being the lexicon's word for them."""

    start: int
    end: int
    form: str


def split(word: str, known: Container[str], stems: Stems) -> tuple[Part, ...]:
    """The known parts of a lower-case ``word``, in order; () when it is no compound of them.

    The last part may be inflected, the others are joined by the language's linking letters. What stands
    before the first known part may be anything ("us-"), as may what follows a known beginning.
    """
    if not MIN_PART + 2 <= len(word) <= MAX_WORD or not stems.links:
        return ()
    head = _head(word, known, stems)
    parts = [head] if head else []
    start = head.start if head else len(word)
    while before := _before(word, start, known, stems):
        parts.insert(0, before)
        start = before.start
    first = _first(word, known, stems) if start > 0 else None
    if first and first.end <= start:
        parts.insert(0, first)
    return tuple(parts)


def _head(word: str, known: Container[str], stems: Stems) -> Part | None:
    variants = stems.variants(word)
    for start in range(2, len(word) - MIN_PART + 1):
        for form, last in variants:
            if start <= last and form[start:] in known and _may_part(word[:start], stems):
                return Part(start, len(word), form[start:])
    return None


def _may_part(before: str, stems: Stems) -> bool:
    """Whether a word may follow these letters in a compound."""
    return before not in stems.prefixes and before.endswith(stems.links)


def _before(word: str, end: int, known: Container[str], stems: Stems) -> Part | None:
    """The longest known part that ends at ``end``, linking letters left out; none at a word's end."""
    if end == len(word):
        return None
    for link in stems.links:
        stop = end - len(link)
        if word[stop:end] != link:
            continue
        for start in range(max(stop - MIN_PART + 1, 0)):
            if word[start:stop] in known:
                return Part(start, stop, word[start:stop])
    return None


def _first(word: str, known: Container[str], stems: Stems) -> Part | None:
    """The longest known beginning that linking letters or a hyphen separate from the rest."""
    for end in range(len(word) - 2, MIN_PART - 1, -1):
        if word[:end] in known and any(word.startswith(link, end) for link in stems.links):
            return Part(0, end, word[:end])
    return None
