"""An hour of a subject: what each story says in it, and the points that makes.

An hour is open while late articles may still correct it; then only its totals are kept. Points are
counted in hundredths, as whole numbers: their sum is the same in any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from worker.domain.event import EventType
from worker.domain.observation import Observation
from worker.domain.signature import CompactEvent
from worker.languages.weighing import index_weights

#: Hundredths a point.
HUNDREDTHS = 100
#: Types of words and preparations, as in the threats part of the Geopolitical Risk index; other hostile
#: types are acts.
THREATS: frozenset[EventType] = frozenset(
    {"THREATEN", "MOBILIZE", "SANCTION", "REJECT", "ACCUSE", "REQUEST", "PROTEST"}
)


@dataclass(frozen=True, slots=True)
class Totals:
    """Hundredths of points: ``threats`` and ``acts`` raise the index, ``easing`` lowers it.

    ``outlets`` and ``languages`` count the stories by who printed them; the voices are the independent
    ones that report threats or acts, sorted.
    """

    threats: int = 0
    acts: int = 0
    easing: int = 0
    outlets: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    threat_voices: tuple[str, ...] = ()
    act_voices: tuple[str, ...] = ()


@dataclass(slots=True)
class Hour:
    """One hour; ``said`` are the observations by story while it is open, None when it is closed."""

    said: dict[str, Observation] | None = field(default_factory=dict)
    totals: Totals = field(default_factory=Totals)

    def hear(self, observation: Observation) -> None:
        """Replace what a story says; nothing more of it remains when it says nothing."""
        said = {} if self.said is None else self.said
        if observation.events:
            said[observation.story] = observation
        else:
            said.pop(observation.story, None)
        self.said, self.totals = said, add_up(said.values())

    def close(self) -> None:
        """Keep the totals alone."""
        self.said = None


def points(event: CompactEvent) -> float:
    """What an event weighs by its resolved type and modality; below 0 when it eases a conflict."""
    weights = index_weights()
    if event.resolved_type is None:
        return 0.0
    return weights.points[event.resolved_type] * weights.modality[event.modality]


def add_up(observations: Iterable[Observation]) -> Totals:
    """The totals of an hour.

    Of each type the heaviest event of every independent voice counts: k voices that agree weigh as much
    as 1 + ln k of them.
    """
    heard = sorted(observations, key=lambda observation: observation.story)
    by_type: dict[EventType, dict[str, float]] = defaultdict(dict)
    for observation in heard:
        for event in observation.events:
            if event.resolved_type and (weight := points(event)):
                voices = by_type[event.resolved_type]
                known = voices.get(observation.origin, 0.0)
                voices[observation.origin] = max(known, weight, key=abs)
    sums = {kind: _corroborated(by_type[kind].values()) for kind in sorted(by_type)}
    threats = {kind for kind, total in sums.items() if total > 0 and kind in THREATS}
    acts = {kind for kind, total in sums.items() if total > 0 and kind not in THREATS}
    return Totals(
        threats=sum(sums[kind] for kind in threats),
        acts=sum(sums[kind] for kind in acts),
        easing=-sum(total for total in sums.values() if total < 0),
        outlets=dict(sorted(Counter(observation.outlet for observation in heard).items())),
        languages=dict(sorted(Counter(observation.language for observation in heard).items())),
        threat_voices=tuple(sorted({voice for kind in threats for voice in by_type[kind]})),
        act_voices=tuple(sorted({voice for kind in acts for voice in by_type[kind]})),
    )


def _corroborated(weights: Iterable[float]) -> int:
    """Hundredths of points."""
    total = 0.0
    for rank, weight in enumerate(sorted(weights, key=abs, reverse=True), start=1):
        total += weight * (1.0 if rank == 1 else log(rank) - log(rank - 1))
    return round(total * HUNDREDTHS)
