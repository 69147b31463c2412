"""Pairs of words that mean more together: the queries of the GPR index ("war N/2 threat")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from worker.nlp.escalation.hits import Hit
from worker.nlp.escalation.lexicon import Pair
from worker.nlp.escalation.reading import Reading

#: N/2: at most this many words between the two.
_BETWEEN = 2
#: First words looked at on either side of a second one.
_NEIGHBORS = 6


def join(reading: Reading, hits: Sequence[Hit], pairs: Sequence[Pair]) -> list[Hit]:
    """The pairs among ``hits``, each as a hit of its own; ``hits`` are in text order."""
    joined: list[Hit] = []
    for sentence in _by_sentence(reading, hits):
        for pair in pairs:
            firsts = [hit for hit in sentence if pair.first in hit.sets]
            seconds = [hit for hit in sentence if pair.second in hit.sets] if firsts else ()
            joined.extend(_joined(reading, pair, firsts, seconds))
    return joined


def _by_sentence(reading: Reading, hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    groups: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.sets:
            groups.setdefault(reading.sentences[hit.anchor], []).append(hit)
    return (group for group in groups.values() if len(group) > 1)


def _joined(
    reading: Reading, pair: Pair, firsts: Sequence[Hit], seconds: Sequence[Hit]
) -> Iterator[Hit]:
    """Each second word with the closest first word within reach."""
    for second in seconds:
        partners = [
            first
            for first in _neighbors(firsts, second)
            if not first.span.overlaps(second.span) and _reaches(reading, pair, first, second)
        ]
        if partners:
            yield _pair(reading, pair, min(partners, key=partial(_distance, second)), second)


def _neighbors(firsts: Sequence[Hit], second: Hit) -> Sequence[Hit]:
    """Few first words before and after: a sentence made of keywords must not cost their square."""
    place = bisect_left(firsts, second.span, key=attrgetter("span"))
    return firsts[max(place - _NEIGHBORS, 0) : place + _NEIGHBORS + 1]


def _distance(one: Hit, other: Hit) -> int:
    return abs(one.span.start - other.span.start)


def _reaches(reading: Reading, pair: Pair, first: Hit, second: Hit) -> bool:
    if first.anchor == second.anchor:
        return _touching(first, second)
    if pair.reach == "compound":
        return False
    if pair.reach == "sentence":
        return first.weight is not None
    return _near(first, second) or _linked(reading, first, second)


def _touching(first: Hit, second: Hit) -> bool:
    """Whether two parts of a compound are joined by nothing but linking letters."""
    left, right = sorted((first.span, second.span))
    return right.start - left.end <= len("es") and first.compound and second.compound


def _near(first: Hit, second: Hit) -> bool:
    left, right = sorted((first, second), key=lambda hit: hit.first)
    return right.first - left.last - 1 <= _BETWEEN


def _linked(reading: Reading, first: Hit, second: Hit) -> bool:
    return (
        reading.doc[first.anchor].head.i == second.anchor
        or reading.doc[second.anchor].head.i == first.anchor
    )


def _pair(reading: Reading, pair: Pair, first: Hit, second: Hit) -> Hit:
    left, right = sorted((first, second), key=lambda hit: hit.span)
    close = _near(first, second)
    span = reading.span(left.span.start, right.span.end) if close else second.span
    return replace(
        second,
        span=span,
        first=left.first if close else second.first,
        last=right.last if close else second.last,
        term=f"{first.term} + {second.term}",
        lemma=f"{first.lemma} + {second.lemma}",
        category=pair.category,
        weight=pair.weight,
        sets=frozenset(),
        parts=(*first.parts, *second.parts),
        pair=True,
        entry=first.entry,
    )
