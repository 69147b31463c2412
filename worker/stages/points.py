"""What one keyword and one coded event are worth, as lines of the ledger.

The weights stand in languages/score.toml, the points of keywords in the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worker.domain.article import Article
from worker.domain.event import Event, EventType, Modality
from worker.domain.score import FAMILY, Family, Keyword, LedgerLine, Level, Reason
from worker.domain.text import Span
from worker.languages.scoring import Weights
from worker.stages.ledger import Entry, tenths

#: The family an event's points belong to, by the type that modality turned it into.
EVENT_FAMILY: dict[EventType, Family] = {
    "THREATEN": "threats", "MOBILIZE": "threats", "SANCTION": "threats", "REJECT": "threats",
    "ACCUSE": "threats", "REQUEST": "threats", "PROTEST": "threats",
    "ASSAULT": "acts", "COERCE": "acts",
    "AGREE": "deescalation", "CONSULT": "deescalation", "SUPPORT": "deescalation",
    "CONCEDE": "deescalation", "COOPERATE": "deescalation", "AID": "deescalation",
    "RETREAT": "deescalation",
}  # fmt: skip

#: The level of the codebook that an event stands for; what is not listed is talk about a conflict.
_EVENT_LEVEL: dict[EventType, Level] = {
    "THREATEN": 2, "MOBILIZE": 2, "SANCTION": 2, "COERCE": 2, "ASSAULT": 3,
}  # fmt: skip
#: Modalities of what is newly reported.
_NEWS = frozenset({"asserted", "reported", "future"})
#: Modes that stand for another level than their type.
_MODE_LEVEL: dict[str, Level] = {"riot": 2, "unconventional": 4}

_COUNTS = (None, None)
_UNREAL: frozenset[Reason] = frozenset(
    {"negated", "denied", "conditional", "hypothetical", "historical", "aftermath", "quoted"}
)
#: What an event's own modality tells already, so that a keyword's cue must not take it twice.
_TOLD: dict[Modality, frozenset[Reason]] = {
    "asserted": frozenset(),
    "reported": frozenset({"quoted"}),
    "future": _UNREAL,
    "conditional": _UNREAL,
    "negated": _UNREAL,
    "historical": _UNREAL,
}


def of_keyword(article: Article, keyword: Keyword, scale: Weights) -> Entry:
    """The entry of a keyword: its weight, its place, and what its cue takes."""
    lines = [_line(keyword, keyword.weight, "term")]
    for why, share in _place(article, keyword.span, scale):
        lines.append(_line(keyword, keyword.weight * share, why))
    if keyword.why:
        points = sum(line.points for line in lines)
        lines.append(_line(keyword, -points * scale.cancel[keyword.why], keyword.why))
    return Entry(
        FAMILY[keyword.category],
        f"keyword/{keyword.category}",
        scale.repeat["keyword"],
        tuple(lines),
        level=keyword.level,
    )


def of_event(
    article: Article,
    event: Event,
    keywords: Sequence[Keyword],
    scale: Weights,
    *,
    cue: Span | None = None,
) -> Entry:
    """The entry of an event; ``keywords`` are those of the article.

    ``cue`` says that the article is about no conflict and takes the event back.
    """
    said = [keyword for keyword in keywords if keyword.span.overlaps(event.sentence)]
    points = _worth(event, said, scale)
    lines = [_event_line(event, points, "event")]
    for place, share in _place(article, event.trigger, scale):
        lines.append(_event_line(event, points * share, place))
    why, cue = ("domain", cue) if cue else _taken_back(event, said)
    if why:
        whole = sum(line.points for line in lines)
        lines.append(_event_line(event, -whole * scale.cancel[why], why, cue))
    kind = event.resolved_type
    return Entry(
        EVENT_FAMILY[kind] if kind else "threats",
        f"event/{kind}",
        scale.repeat["event"],
        tuple(line for line in lines if line.points or line.why == "event"),
        level=_level(event),
        kahn=event.kahn if event.modality in _NEWS else None,
        quarrel=not why and event.modality in _NEWS and _is_quarrel(event),
    )


def _worth(event: Event, said: Sequence[Keyword], scale: Weights) -> float:
    """The points of an event beside the keywords of its sentence, wherever it stands."""
    kind = event.resolved_type
    points = scale.points[kind] * scale.event[event.modality] if kind else 0.0
    if not any(actor.code for actor in (*event.sources, *event.targets)):
        points *= scale.event["no_actor"]
    counting = [keyword for keyword in said if not keyword.why]
    if any(_backs(keyword, event) for keyword in counting):
        return points
    if counting:
        return points * scale.event["hinted"]
    return points * scale.event["unsupported" if _stands_alone(event) else "domestic"]


def _backs(keyword: Keyword, event: Event) -> bool:
    """Whether a keyword says the same as the event: it stands at the trigger, or for more than tension."""
    return keyword.level > 1 or keyword.span.overlaps(event.trigger)


def _level(event: Event) -> Level:
    if event.mode in _MODE_LEVEL:
        return _MODE_LEVEL[event.mode]
    return _EVENT_LEVEL.get(event.resolved_type, 1) if event.resolved_type else 0


def _line(keyword: Keyword, points: float, why: Reason) -> LedgerLine:
    return LedgerLine(
        points=tenths(points) / 10,
        why=why,
        span=keyword.span,
        term=keyword.term,
        lemma=keyword.lemma,
        category=keyword.category,
        cue=keyword.cue if why == keyword.why else None,
    )


def _event_line(event: Event, points: float, why: Reason, cue: Span | None = None) -> LedgerLine:
    return LedgerLine(
        points=tenths(points) / 10,
        why=why,
        span=event.trigger,
        term=event.resolved_type,
        lemma=event.lemma,
        cue=cue,
    )


def _stands_alone(event: Event) -> bool:
    """Whether it is news of a conflict without a keyword: force, or words between two countries."""
    if event.resolved_type and EVENT_FAMILY[event.resolved_type] == "acts":
        return True
    return _is_foreign(event)


def _is_foreign(event: Event) -> bool:
    sources = {actor.code for actor in event.sources if actor.code}
    targets = {actor.code for actor in event.targets if actor.code}
    return any(source != target for source in sources for target in targets)


def _is_quarrel(event: Event) -> bool:
    kind = event.resolved_type
    hostile = kind is not None and EVENT_FAMILY[kind] != "deescalation" and kind != "REQUEST"
    return (hostile or kind == "RETREAT") and _is_foreign(event)


def _taken_back(event: Event, said: Sequence[Keyword]) -> tuple[Reason | None, Span | None]:
    """Why a keyword of its sentence takes the event back, and its cue; None twice where none does.

    It is one at the trigger; or, where sport, film or business excludes all of them, the first. Negation,
    condition and time count only where the event's own modality does not say so already.
    """
    for keyword in said:
        if keyword.why and keyword.span.overlaps(event.trigger):
            return _COUNTS if _tells(event, keyword.why) else (keyword.why, keyword.cue)
    excluded = bool(said) and all(keyword.why == "excluded" for keyword in said)
    return ("excluded", said[0].cue) if excluded else _COUNTS


def _tells(event: Event, why: Reason) -> bool:
    """Whether the event says so itself: a threat is of what has not happened."""
    if why == "hypothetical" and event.resolved_type == "THREATEN":
        return True
    return why in _TOLD[event.modality]


def _place(article: Article, span: Span, scale: Weights) -> Iterator[tuple[Reason, float]]:
    """What the place of evidence adds or takes, as a share of its points."""
    down = span.start - article.title_end
    if down < 0:
        yield "headline", scale.place["headline"]
    elif down < scale.place["lead_characters"]:
        yield "headline", scale.place["lead"]
    elif down >= scale.place["late_characters"]:
        yield "late", -scale.place["late"]
