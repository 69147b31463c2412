"""The escalation score of an article: a ledger of points that adds up to a value from 0 to 100.

Every keyword and every coded event writes the points it is worth and, as lines of their own, what the
headline adds and what repetition, negation, condition, history or a topic like sport takes away. The
weights stand in languages/score.toml, the points of keywords in the lexicon.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worker.domain.article import Article
from worker.domain.event import Event, EventType
from worker.domain.score import FAMILY, Family, Keyword, LedgerLine, Reason, Score
from worker.domain.text import Span
from worker.languages.scoring import Weights, weights

_HIGHEST = 1000
"""Of the score, in tenths of a point."""

#: The family an event's points belong to, by the type that modality turned it into.
EVENT_FAMILY: dict[EventType, Family] = {
    "THREATEN": "threats", "MOBILIZE": "threats", "SANCTION": "threats", "REJECT": "threats",
    "ACCUSE": "threats", "REQUEST": "threats", "PROTEST": "threats",
    "ASSAULT": "acts", "COERCE": "acts",
    "AGREE": "deescalation", "CONSULT": "deescalation", "SUPPORT": "deescalation",
    "CONCEDE": "deescalation", "COOPERATE": "deescalation", "AID": "deescalation",
    "RETREAT": "deescalation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """Ledger lines about one keyword or event, in tenths of a point, before repetition counts."""

    family: Family
    group: str
    share: float
    lines: tuple[LedgerLine, ...]

    @property
    def tenths(self) -> int:
        return sum(_tenths(line.points) for line in self.lines)


def score(article: Article, keywords: tuple[Keyword, ...], events: tuple[Event, ...]) -> Score:
    """Add up what ``keywords`` and ``events`` of ``article`` are worth, 0 to 100.

    ``threats`` and ``acts`` are the sums of their families, each at least 0 and not clamped above.
    """
    scale = weights()
    entries = [_keyword(article, keyword, scale) for keyword in keywords]
    entries += [_event(article, event, keywords, scale) for event in events]
    families: dict[Family, int] = defaultdict(int)
    ledger: list[LedgerLine] = []
    for family, lines in _diminished(entries):
        families[family] += sum(_tenths(line.points) for line in lines)
        ledger.extend(lines)
    ledger.sort(key=_place)
    total = sum(_tenths(line.points) for line in ledger)
    value = min(max(total, 0), _HIGHEST)
    if value != total:
        ledger.append(LedgerLine(points=(value - total) / 10, why="clamped"))
    return Score(
        value=value / 10,
        threats=max(families["threats"], 0) / 10,
        acts=max(families["acts"], 0) / 10,
        ledger=tuple(ledger),
    )


def _keyword(article: Article, keyword: Keyword, scale: Weights) -> _Entry:
    lines = [_line(keyword, keyword.weight, "term")]
    if extra := keyword.weight * _place_share(article, keyword.span, scale):
        lines.append(_line(keyword, extra, "headline"))
    if keyword.why:
        points = sum(line.points for line in lines)
        lines.append(_line(keyword, -points * scale.cancel[keyword.why], keyword.why))
    return _Entry(
        FAMILY[keyword.category],
        f"keyword/{keyword.category}",
        scale.repeat["keyword"],
        tuple(lines),
    )


def _line(keyword: Keyword, points: float, why: Reason) -> LedgerLine:
    return LedgerLine(
        points=_tenths(points) / 10,
        why=why,
        span=keyword.span,
        term=keyword.term,
        lemma=keyword.lemma,
        category=keyword.category,
        cue=keyword.cue if why == keyword.why else None,
    )


def _event(article: Article, event: Event, keywords: Sequence[Keyword], scale: Weights) -> _Entry:
    kind = event.resolved_type
    points = scale.points[kind] * scale.event[event.modality] if kind else 0.0
    if not any(actor.code for actor in (*event.sources, *event.targets)):
        points *= scale.event["no_actor"]
    said = [keyword for keyword in keywords if keyword.span.overlaps(event.sentence)]
    if all(keyword.why for keyword in said):
        points *= scale.event["unsupported" if _stands_alone(event) else "domestic"]
    lines = [_event_line(event, points, "event")]
    if extra := points * _place_share(article, event.trigger, scale):
        lines.append(_event_line(event, extra, "headline"))
    taken = _taken_back(event, said)
    if taken and taken.why:
        whole = sum(line.points for line in lines)
        share = scale.cancel[taken.why]
        lines.append(_event_line(event, -whole * share, taken.why, taken.cue))
    family = EVENT_FAMILY[kind] if kind else "threats"
    return _Entry(family, f"event/{kind}", scale.repeat["event"], tuple(lines))


def _stands_alone(event: Event) -> bool:
    """Whether it is news of a conflict without a keyword: force, or words between two countries."""
    if event.resolved_type and EVENT_FAMILY[event.resolved_type] == "acts":
        return True
    sources = {actor.code for actor in event.sources if actor.code}
    targets = {actor.code for actor in event.targets if actor.code}
    return any(source != target for source in sources for target in targets)


def _event_line(event: Event, points: float, why: Reason, cue: Span | None = None) -> LedgerLine:
    return LedgerLine(
        points=_tenths(points) / 10,
        why=why,
        span=event.trigger,
        term=event.resolved_type,
        lemma=event.lemma,
        cue=cue,
    )


def _taken_back(event: Event, said: Sequence[Keyword]) -> Keyword | None:
    """The keyword of the event's sentence whose cue takes the event back too, if there is one.

    That is one at the trigger; or, where sport, film or business excludes all of them, the first. Negation,
    condition and time count only where the event's own modality does not say so already.
    """
    for keyword in said:
        if keyword.why and keyword.span.overlaps(event.trigger):
            plain = event.modality in ("asserted", "reported")
            return keyword if plain or keyword.why == "excluded" else None
    excluded = bool(said) and all(keyword.why == "excluded" for keyword in said)
    return said[0] if excluded else None


def _place_share(article: Article, span: Span, scale: Weights) -> float:
    if span.start < article.title_end:
        return scale.place["headline"]
    if span.start < article.title_end + scale.place["lead_characters"]:
        return scale.place["lead"]
    return 0.0


def _diminished(entries: Iterable[_Entry]) -> Iterable[tuple[Family, tuple[LedgerLine, ...]]]:
    """The lines of every entry, those of a repeated one with a line that says what that takes.

    The heaviest of a group counts in full, so that one more keyword never lowers the score.
    """
    groups: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.group].append(entry)
    for group in groups.values():
        group.sort(key=lambda entry: (-abs(entry.tenths), entry.lines[0].span))
        for rank, entry in enumerate(group):
            yield entry.family, (*entry.lines, *_repeated(entry, entry.share**rank))


def _repeated(entry: _Entry, share: float) -> tuple[LedgerLine, ...]:
    points = -round(entry.tenths * (1 - share)) / 10
    if not points:
        return ()
    first = entry.lines[0]
    return (LedgerLine(points, "repeated", first.span, first.term, first.lemma, first.category),)


def _place(line: LedgerLine) -> tuple[int, int]:
    return (line.span.start, line.span.end) if line.span else (0, 0)


def _tenths(points: float) -> int:
    return round(points * 10)
