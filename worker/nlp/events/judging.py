"""Which proposals of the rules are events, given an opinion about each: the same for both tiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from worker.domain.event import EventType, Modality
from worker.languages.cues import Cues
from worker.languages.plover import EVENT_TYPES
from worker.languages.triggers import Triggers
from worker.nlp.events.learned.features import Before, features, of_modality
from worker.nlp.events.learned.scene import is_line
from worker.nlp.events.proposals import Proposal, Words, proposals
from worker.nlp.events.readings import alternatives, read
from worker.nlp.events.select import Verdict as Ruling
from worker.nlp.events.standing import Verdict, is_outright, is_ruled, read_as, title_end, typed
from worker.nlp.layout import layout
from worker.nlp.linear import Features
from worker.nlp.tokens import Doc

#: The class of what is no event.
NONE = "none"
#: How likely an event of its type must be: about half the F1 reached, where that measure is best (by
#: cross-validation). What stands by the rules falls only where the judge is sure that it is nothing, and
#: keeps its type, which may be a rare one, unless the judge is sure of another. To a line of newswire and to
#: a headline the judge only adds what is likely, and more so beside what stands there by the rules
#: and where nobody political is named.
LEAST = 0.25
LEAST_KEPT = 0.15
SURE = 0.5
LEAST_ADDED = 0.5
LEAST_BESIDE = 0.7
#: What the rules rule out for good, always and where there is no article to say otherwise.
_NEVER: frozenset[Ruling] = frozenset({"elsewhere"})
_NEVER_ALONE: frozenset[Ruling] = _NEVER | {"no_target", "mishap", "crime"}
#: And beside an event that stands there: what it merges, what it is about, what nobody political does.
_NEVER_BESIDE: frozenset[Ruling] = _NEVER_ALONE | {"merged", "content", "apolitical"}
ROUNDING = 1e-4


class Opinion(Protocol):
    """What somebody thinks of the proposals of one Doc."""

    @property
    def words(self) -> Words:
        """The words that may name an event besides the table's."""

    def likely(self, one: Proposal, facts: Features) -> Mapping[str, float]:
        """How likely each type is, and that it is NONE."""

    def modality(self, one: Proposal, facts: Features) -> Modality:
        """Whether it happened, were it an event."""


def judged(doc: Doc, triggers: Triggers, cues: Cues, opinion: Opinion) -> Iterator[Verdict]:
    """The events of a Doc in the order of their triggers.

    A line of newswire gives nothing to judge by but itself, and nobody annotated headlines: there what
    stands by the rules stands as they read it, and the judge only adds what is likely.
    """
    found = proposals(doc, triggers, cues, more=opinion.words)
    known = features(doc, found)
    body = len(layout(doc).text) if is_line(doc) else title_end(doc)
    told = any(is_ruled(one) for one in found if one.token.idx < body)
    never = _NEVER_BESIDE if told else _NEVER_ALONE
    before: Before | None = None
    for one, facts in zip(found, known, strict=True):
        ruled, alone = is_ruled(one), one.token.idx < body
        if ruled and alone:
            yield one, *read(one, cues)
            continue
        if one.verdict in (never if alone else _NEVER):
            continue
        likely = opinion.likely(one, facts)
        added = LEAST_BESIDE if told or one.verdict == "apolitical" else LEAST_ADDED
        name = _ruled(one, likely) if ruled else _best(likely, added if alone else LEAST)
        if name is not None:
            readings, when = alternatives(one, cues)
            reading = readings[0]
            if not is_outright(reading):
                told_so = of_modality(facts, one, readings, cues, before=before)
                reading = read_as(opinion.modality(one, told_so), readings)
            before = Before.of(one, readings[0])
            yield typed(one, name), reading, when


def _best(likely: Mapping[str, float], least: float) -> EventType | None:
    """The likeliest type, where it is likely enough."""
    if 1.0 - likely.get(NONE, 0.0) < least - ROUNDING:
        return None  # what is left for all types together is too little for one
    best = max(EVENT_TYPES, key=lambda name: likely.get(name, 0.0))
    return best if likely.get(best, 0.0) >= least else None


def _ruled(one: Proposal, likely: Mapping[str, float]) -> EventType | None:
    """The type of what stands by the rules, None where the judge is sure that it is nothing."""
    if 1.0 - likely.get(NONE, 0.0) < LEAST_KEPT:
        return None
    return _best(likely, SURE) or one.match.trigger.type
