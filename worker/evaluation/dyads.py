"""How well sources and targets are found in a sentence, end to end: span F1, exact and overlapping.

The set marks the sides of one event a sentence, mostly that of the main clause, so the first event that
was coded is compared: by its slots or, where they are empty, by whom the sentence implies, a pronoun by
the mention that it continues. Its spans begin with the article, ours behind it; a leading
article counts on neither side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from worker.domain.actor import Actor
from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.ids import digest
from worker.domain.outcome import Analysis
from worker.evaluation.conll import Range, Tagged, read
from worker.evaluation.scores import Counts, interval, total
from worker.nlp.analyzer import Analyzer

_ARTICLES = frozenset({"a", "an", "the"})
_PRONOUNS = frozenset({"he", "i", "it", "she", "they", "we"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Counts of one sentence: exact sources and targets, and both with any overlap."""

    sources: Counts
    targets: Counts
    overlaps: Counts


def evaluate(
    path: Path, *, analyzer: Analyzer | None = None, language: str = "en"
) -> dict[str, object]:
    """Find the sides of every sentence of a file; raises DataError for a bad file.

    Keys: ``source_f1``, ``target_f1`` (exact spans, a leading article aside), ``overlap_f1`` (sources
    and targets that share a character with the right side), 0 to 1, ``overlap_interval`` (95%),
    ``sentences``.
    """
    sentences = list(read(path))
    articles = [_article(sentence, language) for sentence in sentences]
    analyses = (analyzer or Analyzer()).analyze(articles)
    found = [_sides(one, analysis) for one, analysis in zip(sentences, analyses, strict=True)]
    return {
        "sentences": len(found),
        "source_f1": total([sides.sources for sides in found]).f1,
        "target_f1": total([sides.targets for sides in found]).f1,
        "overlap_f1": _overlap(found),
        "overlap_interval": interval(found, _overlap),
    }


def _article(sentence: Tagged, language: str) -> Article:
    return Article("", sentence.text, 0, digest(sentence.text), language)


def _overlap(found: Sequence[Sides]) -> float:
    return total([sides.overlaps for sides in found]).f1


def _sides(gold: Tagged, analysis: Analysis) -> Sides:
    event = next(iter(analysis.events), None)
    found = ([], []) if event is None else (_named(event, "source"), _named(event, "target"))
    sources, targets = (_bare(gold.text, map(_range, actors)) for actors in found)
    sides = _bare(gold.text, gold.sources), _bare(gold.text, gold.targets)
    return Sides(
        _count(sides[0], sources, _same),
        _count(sides[1], targets, _same),
        _count(sides[0], sources, _touches) + _count(sides[1], targets, _touches),
    )


def _named(event: Event, side: Literal["source", "target"]) -> Sequence[Actor]:
    """Whom the slot of a side names, code or not, else whom the sentence implies."""
    slot = event.sources if side == "source" else event.targets
    return slot or event.side(side)


def _range(actor: Actor) -> Range:
    """Where an actor is named: a pronoun where it was named before."""
    pronoun = actor.head is not None and actor.span.surface.lower() in _PRONOUNS
    span = actor.head if pronoun and actor.head is not None else actor.span
    return span.start, span.end


def _bare(text: str, ranges: Iterable[Range]) -> list[Range]:
    """The ranges without a leading article, each once, in the order of the text."""
    return sorted({(start + _article_length(text[start:end]), end) for start, end in ranges})


def _article_length(phrase: str) -> int:
    first, blank, _ = phrase.partition(" ")
    return len(first) + 1 if blank and first.lower() in _ARTICLES else 0


def _same(one: Range, other: Range) -> bool:
    return one == other


def _touches(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _count(
    gold: Sequence[Range], found: Sequence[Range], agree: Callable[[Range, Range], bool]
) -> Counts:
    """Pair found with gold spans, each once, left to right."""
    left, right = list(gold), 0
    for span in found:
        partner = next((one for one in left if agree(one, span)), None)
        if partner is not None:
            left.remove(partner)
            right += 1
    return Counts(right, len(found), len(gold))
