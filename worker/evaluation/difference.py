"""What differs between two results of ``code`` over the same articles: events by slot, scores, outcomes.

Of a score the terms are told that count for more, less or nothing now, with the sentence they stand in.

Two events are the same one when their triggers share a character, the closest first; what then differs
between them is named by slot. Versions differ between any two builds and are no difference of results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

Json = Mapping[str, Any]
Kind = Literal["gained", "lost", "changed"]

#: The parts of an event that are compared; all others follow from them or from the article.
SLOTS = (
    "type", "resolved_type", "mode", "modality", "modality_cue", "trigger", "sources", "targets", "implied",
    "speaker", "date", "place",
)  # fmt: skip
_ENDS = (". ", "! ", "? ", "\n")
#: The parts of a score that are compared.
FIGURES = ("value", "threats", "acts", "level", "direction")


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event that one side lacks, or the ``slots`` in which both differ; the one of B where it has it."""

    kind: Kind
    before: Json | None
    after: Json | None
    slots: tuple[str, ...] = ()

    @property
    def event(self) -> Json:
        """The event as B has it, else as A has it."""
        return self.after or self.before or {}


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term whose points differ, 0 where it does not count, with the sentence of its first character."""

    term: str
    start: int
    points: tuple[float, float]
    sentence: str


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What differs in one article; ``outcome`` and ``figures`` hold both values of what differs."""

    id: str
    outcome: tuple[str, str] | None
    figures: Mapping[str, tuple[Any, Any]]
    events: tuple[EventChange, ...]
    another_text: bool = False
    terms: tuple[TermChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two results compared: the articles of both, of one side only, and what differs in the shared ones."""

    shared: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changes: tuple[ArticleChange, ...]

    def count(self, kind: Kind) -> int:
        """How many events were gained, lost or changed."""
        return sum(event.kind == kind for article in self.changes for event in article.events)


def difference(before: Iterable[Json], after: Iterable[Json]) -> Difference:
    """Compare lines of ``code``, article by article, in the order of the second result.

    An article that comes several times is taken as its last line has it. Lines without an article's id
    (texts that could not be decoded) are told apart by their place among their like.
    """
    old, new = _by_id(before), _by_id(after)
    changes = (_article(name, old[name], line) for name, line in new.items() if name in old)
    return Difference(
        shared=len(old.keys() & new.keys()),
        only_before=tuple(name for name in old if name not in new),
        only_after=tuple(name for name in new if name not in old),
        changes=tuple(change for change in changes if change is not None),
    )


def _by_id(lines: Iterable[Json]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    nameless = 0
    for line in lines:
        article = line.get("article")
        if article is None:
            nameless += 1
        found[article["id"] if article else f"(no id, {nameless})"] = line
    return found


def _article(name: str, before: Json, after: Json) -> ArticleChange | None:
    """What differs in an article; None where nothing does."""
    outcomes = (_outcome(before), _outcome(after))
    scores = _score(before), _score(after)
    change = ArticleChange(
        id=name,
        outcome=outcomes if outcomes[0] != outcomes[1] else None,
        figures={
            figure: (scores[0].get(figure), scores[1].get(figure))
            for figure in FIGURES
            if scores[0].get(figure) != scores[1].get(figure)
        },
        events=tuple(events(before["events"], after["events"])),
        another_text=_sha(before) != _sha(after),
        terms=tuple(_terms(before, after)) if _sha(before) == _sha(after) else (),
    )
    differs = (
        change.outcome or change.figures or change.events or change.another_text or change.terms
    )
    return change if differs else None


def _outcome(line: Json) -> str:
    why = line.get("reason") or line.get("code")
    return f"{line['outcome']} ({why})" if why else str(line["outcome"])


def _score(line: Json) -> Json:
    return (line.get("article") or {}).get("score") or {}


def _terms(before: Json, after: Json) -> Iterator[TermChange]:
    """The terms of one text that the ledgers do not agree on, in the order of the text."""
    old, new = _points(before), _points(after)
    for place in sorted(old.keys() | new.keys()):
        points = old.get(place, 0.0), new.get(place, 0.0)
        if points[0] != points[1]:
            text = after["article"]["text"]
            yield TermChange(place[1], place[0], points, _sentence(text, place[0]))


def _points(line: Json) -> dict[tuple[int, str], float]:
    """The points of each term by where it stands: what it gives and what context takes from it."""
    found: dict[tuple[int, str], float] = {}
    for entry in _score(line).get("ledger", ()):
        if entry.get("span"):
            place = entry["span"]["start"], entry["term"] or entry["span"]["surface"]
            found[place] = round(found.get(place, 0.0) + entry["points"], 1)
    return found


def _sentence(text: str, start: int) -> str:
    """The sentence around a character, as far as marks and line ends tell."""
    begins = [at + 1 for mark in _ENDS if (at := text.rfind(mark, 0, start)) >= 0]
    ends = [at for mark in _ENDS if (at := text.find(mark, start)) >= 0]
    return text[max(begins, default=0) : min(ends, default=len(text)) + 1].strip()


def _sha(line: Json) -> str | None:
    return (line.get("article") or {}).get("sha256")


def events(before: Sequence[Json], after: Sequence[Json]) -> Iterator[EventChange]:
    """What differs between the events of one text, in the order of the text."""
    pairs = _pairs(before, after)
    paired = (frozenset(old for old, _ in pairs), frozenset(new for _, new in pairs))
    lost = (EventChange("lost", e, None) for n, e in enumerate(before) if n not in paired[0])
    gained = (EventChange("gained", None, e) for n, e in enumerate(after) if n not in paired[1])
    changed = (_changed(before[old], after[new]) for old, new in pairs)
    found = chain(lost, gained, (change for change in changed if change.slots))
    return iter(sorted(found, key=lambda change: _place(change.event)))


def _pairs(before: Sequence[Json], after: Sequence[Json]) -> list[tuple[int, int]]:
    """Indices of events that are the same one: each event once, the most alike first."""
    candidates = [
        (_distance(old, new), i, j)
        for i, old in enumerate(before)
        for j, new in enumerate(after)
        if _touch(old["trigger"], new["trigger"])
    ]
    pairs: list[tuple[int, int]] = []
    left, right = set(range(len(before))), set(range(len(after)))
    for _, i, j in sorted(candidates):
        if i in left and j in right:
            pairs.append((i, j))
            left.remove(i)
            right.remove(j)
    return pairs


def _touch(one: Json, other: Json) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _distance(old: Json, new: Json) -> int:
    return len(_changed(old, new).slots)


def _changed(old: Json, new: Json) -> EventChange:
    slots = tuple(s for s in SLOTS if old.get(s) != new.get(s))
    return EventChange("changed", old, new, slots)


def _place(event: Json) -> tuple[int, str]:
    return event["trigger"]["start"], event["type"]
