"""Who reports what in an hour, and the points that makes.

Of each type the heaviest event of every independent voice counts: k voices that agree weigh as much as
1 + ln k of them. All is kept in counts, so that a story more or less costs the same however many there
are. Points are told in hundredths, as whole numbers: their sum is the same in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from typing import TypeVar

from worker.domain.event import EventType
from worker.domain.observation import Observation
from worker.domain.signature import CompactEvent
from worker.languages.weighing import index_weights

_Key = TypeVar("_Key", str, float)
#: Hundredths a point.
HUNDREDTHS = 100
#: Types of words and preparations, as in the threats part of the Geopolitical Risk index; other hostile
#: types are acts.
THREATS: frozenset[EventType] = frozenset(
    {"THREATEN", "MOBILIZE", "SANCTION", "REJECT", "ACCUSE", "REQUEST", "PROTEST"}
)


@dataclass(frozen=True, slots=True)
class Totals:
    """Hundredths of points: ``threats`` and ``acts`` raise the index, ``easing`` lowers it."""

    threats: int = 0
    acts: int = 0
    easing: int = 0


@dataclass(slots=True)
class Voices:
    """``threats`` and ``acts`` say of each voice on how many types of them it reports."""

    threats: dict[str, int] = field(default_factory=dict)
    acts: dict[str, int] = field(default_factory=dict)
    _sums: dict[EventType, int] = field(default_factory=dict)
    #: How many events of a type a voice reports, by their weight.
    _said: dict[tuple[EventType, str], dict[float, int]] = field(default_factory=dict)
    #: How many voices have such a weight as their heaviest one, by type.
    _heaviest: defaultdict[EventType, dict[float, int]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def count(self, observation: Observation, by: int) -> None:
        """Take in what a story says (``by`` 1), or take it out again (-1)."""
        for event in observation.events:
            if event.resolved_type and (weight := points(event)):
                self._weigh(event.resolved_type, observation.origin, weight, by)

    @property
    def totals(self) -> Totals:
        """The points of all voices."""
        sums = self._sums.items()
        return Totals(
            threats=sum(total for kind, total in sums if total > 0 and kind in THREATS),
            acts=sum(total for kind, total in sums if total > 0 and kind not in THREATS),
            easing=-sum(total for _, total in sums if total < 0),
        )

    def _weigh(self, kind: EventType, voice: str, weight: float, by: int) -> None:
        said = self._said.setdefault((kind, voice), {})
        before = max(said, key=abs, default=0.0)
        tally(said, weight, by)
        after = max(said, key=abs, default=0.0)
        if not said:
            del self._said[kind, voice]
        if before != after:
            self._reweigh(kind, voice, before, after)

    def _reweigh(self, kind: EventType, voice: str, before: float, after: float) -> None:
        """The heaviest event of a voice is another one now; 0 is none."""
        voices = self.threats if kind in THREATS else self.acts
        for weight, by in ((before, -1), (after, 1)):
            if weight:
                tally(self._heaviest[kind], weight, by)
            if weight > 0:
                tally(voices, voice, by)
        self._sums[kind] = _corroborated(self._heaviest[kind])


def points(event: CompactEvent) -> float:
    """What an event weighs by its resolved type and modality; below 0 when it eases a conflict."""
    weights = index_weights()
    if event.resolved_type is None:
        return 0.0
    return weights.points[event.resolved_type] * weights.modality[event.modality]


def tally(counts: dict[_Key, int], key: _Key, by: int) -> None:
    """Count ``key`` up or down; what is counted 0 times is not there."""
    if count := counts.get(key, 0) + by:
        counts[key] = count
    else:
        counts.pop(key, None)


def _corroborated(voices: Mapping[float, int]) -> int:
    """Hundredths of points of so many voices by weight, the heaviest first."""
    total, heard = 0.0, 0
    for weight in sorted(voices, key=abs, reverse=True):
        share = log(heard + voices[weight]) - log(heard) if heard else 1 + log(voices[weight])
        heard += voices[weight]
        total += weight * share
    return round(total * HUNDREDTHS)
