"""What a judge makes of proposals: which stand, as what, and with which reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from worker.domain.event import EventType, Modality
from worker.languages.cues import Cues
from worker.languages.plover import plover
from worker.languages.triggers import Triggers
from worker.nlp.events.background import Time
from worker.nlp.events.modality import Reading
from worker.nlp.events.proposals import Proposal
from worker.nlp.tokens import Doc

#: An event that stands: its proposal with the type that was judged, its modality, the time of its clause.
Verdict = tuple[Proposal, Reading, Time]

#: Cues that say outright what an event is: there the rules are right at least as often as a judge.
_OUTRIGHT = frozenset(
    {"condition", "possible", "announced", "hearsay", "negation", "date", "speech"}
)


class Chooser(Protocol):
    """Chooses the events of a Doc among the proposals of the rules."""

    def __call__(self, doc: Doc, triggers: Triggers, cues: Cues, /) -> Iterable[Verdict]:
        """The events in the order of their triggers."""


def is_outright(reading: Reading) -> bool:
    """Whether a cue decides by itself; a Konjunktiv I reports, any other subjunctive leaves it open."""
    reported = reading.modality == "reported" and reading.kind == "subjunctive"
    return reported or reading.kind in _OUTRIGHT


def is_ruled(one: Proposal) -> bool:
    """Whether the rules have a proposal stand."""
    return one.listed and one.verdict == "kept"


def typed(one: Proposal, name: EventType) -> Proposal:
    """The proposal with the judged type, and its mode where that type has it."""
    trigger = one.match.trigger
    if trigger.type == name:
        return one
    mode = trigger.mode if (name, trigger.mode) in plover().scales else None
    match = replace(one.match, trigger=replace(trigger, type=name, mode=mode))
    return replace(one, match=match)


def read_as(modality: Modality, readings: Sequence[Reading]) -> Reading:
    """The first reading of this modality; without a cue where the rules have none."""
    return next((one for one in readings if one.modality == modality), Reading(modality))


def title_end(doc: Doc) -> int:
    """The character behind the headline, 0 without one."""
    return 0 if doc.article is None else int(doc.article.title_end)
