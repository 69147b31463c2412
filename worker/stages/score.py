"""The escalation score of an article: a ledger of points that adds up to a value from 0 to 100.

Every keyword and every coded event writes the points it is worth and, as lines of their own, what the
headline adds and what repetition, negation, condition, history or a topic like sport takes away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.gate import UNDECIDED, ArticleDomain
from worker.domain.score import Family, Keyword, LedgerLine, Score
from worker.languages.scoring import Weights, weights
from worker.stages import levels, points
from worker.stages.ledger import Entry, diminished, tenths

_HIGHEST = 1000
"""Of the score, in tenths of a point."""


def score(
    article: Article,
    keywords: tuple[Keyword, ...],
    events: tuple[Event, ...],
    *,
    domain: ArticleDomain = UNDECIDED,
    scale: Weights | None = None,
) -> Score:
    """Add up what ``keywords`` and ``events`` of ``article`` are worth, 0 to 100.

    ``domain`` is what the article is about; one that speaks of no conflict takes its events back (the
    keywords bear that verdict themselves).

    ``scale`` are other weights than the shipped ones.

    ``threats`` and ``acts`` are the sums of their families, each at least 0 and not clamped above.
    """
    scale = scale or weights()
    entries = list(diminished(_entries(article, keywords, events, domain, scale)))
    ledger = sorted((line for entry in entries for line in entry.lines), key=_place)
    total = sum(tenths(line.points) for line in ledger)
    value = min(max(total, 0), _HIGHEST)
    if value != total:
        ledger.append(LedgerLine(points=(value - total) / 10, why="clamped"))
    level = levels.level(value / 10, entries, scale)
    return Score(
        value=value / 10,
        threats=_family(entries, "threats"),
        acts=_family(entries, "acts"),
        ledger=tuple(ledger),
        level=level,
        direction=levels.direction(level, entries, scale),
        kahn=levels.kahn(level, entries, scale),
        evidence=levels.evidence(level, entries),
    )


def _entries(
    article: Article,
    keywords: Sequence[Keyword],
    events: Sequence[Event],
    domain: ArticleDomain,
    scale: Weights,
) -> Iterable[Entry]:
    for keyword in keywords:
        yield points.of_keyword(article, keyword, scale)
    for event in events:
        yield points.of_event(article, event, keywords, scale, cue=domain.cue)


def _family(entries: Sequence[Entry], family: Family) -> float:
    return max(sum(entry.tenths for entry in entries if entry.family == family), 0) / 10


def _place(line: LedgerLine) -> tuple[int, int]:
    return (line.span.start, line.span.end) if line.span else (0, 0)
