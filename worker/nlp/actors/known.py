"""The linker's mentions and entities by place, and the country an article is about up to each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from worker.domain.actor import Entity
from worker.nlp.mentions import Mention
from worker.nlp.tokens import Doc

_KEY = "ew_known"
_NATIONAL = ("name", "adjective", "inhabitant", "capital", "seat", "place")


@dataclass(frozen=True, slots=True)
class Leading:
    """The country named most often so far: ``count`` of ``total`` times, last at ``mention``."""

    mention: Mention
    count: int
    total: int


class Known:
    """Looks up by place what the linker left on a Doc; neither mentions nor entities overlap."""

    def __init__(self, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._ends = [mention.end for mention in mentions]
        self._entities = entities
        self._begins = [entity.span.start for entity in entities]
        national = [m for m in mentions if m.link is not None and m.kind in _NATIONAL]
        self._national = [mention.start for mention in national]
        self._leading = _leading(national)

    def touching(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that share a token with tokens ``start`` to ``end``, in text order."""
        return self._mentions[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def within(self, start: int, end: int) -> list[Entity]:
        """The entities inside characters ``start`` to ``end``."""
        first, last = bisect_left(self._begins, start), bisect_left(self._begins, end)
        return [entity for entity in self._entities[first:last] if entity.span.end <= end]

    def leading(self, token: int) -> Leading | None:
        """The country named most often before ``token``, of several the first named."""
        place = bisect_left(self._national, token)
        return self._leading[place - 1] if place else None


def known(doc: Doc) -> Known:
    """The lookup of a Doc whose actors are linked, built once."""
    found: Known | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = Known(doc.mentions, doc.entities)
    return found


def _leading(national: Sequence[Mention]) -> list[Leading]:
    """After each mention the country that leads; counted on, not anew for each."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    latest: dict[str, Mention] = {}
    best, result = "", []
    for place, mention in enumerate(national):
        code = mention.link.code if mention.link else ""
        counts[code] += 1
        first.setdefault(code, place)
        latest[code] = mention
        best = min(code, best or code, key=lambda one: (-counts[one], first[one]))
        result.append(Leading(latest[best], counts[best], place + 1))
    return result
