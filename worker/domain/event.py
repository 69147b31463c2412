"""A coded political event: who did what to whom, who says so, and did it happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from worker.domain.actor import Actor
from worker.domain.text import Span

#: PLOVER 2.0 event types.
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

Modality = Literal["asserted", "future", "conditional", "negated", "reported", "historical"]

#: How a speaker's words reach the reader.
Quotation = Literal["direct", "indirect", "free"]

Slot = Literal["source", "target", "speaker", "date", "place", "modality_cue"]

#: The closed list of rules by which a side is told that the trigger's clause does not name: the place of
#: the clause, a mention elsewhere in the sentence, a side of the event before, a mention in the sentence
#: before, in the headline or lead, the country the article mostly names, any other mention.
Resolution = Literal[
    "place", "sentence", "previous_event", "previous_sentence", "headline", "setting", "elsewhere",
]  # fmt: skip

#: The closed list of reasons why a slot of an event is null or empty; a modality is "unmarked" when no
#: single word decides it but the clause and the article do.
Missing = Literal[
    "not_mentioned", "implied", "not_an_actor", "reciprocal", "unattributed", "no_time_expression",
    "no_publication_date", "unmarked",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """The word that decides something: a negation, a "laut", a Konjunktiv, a "wenn"."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so; ``source`` is the medium the words came through ("Interfax"), if named."""

    actor: Actor
    cue: Span
    quotation: Quotation
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """The day an event is said to have happened: ISO 8601 ``value`` ("2022-06-29", "2022-06")."""

    value: str
    precision: Literal["day", "month", "year"]
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened; ``country`` is ISO 3166-1 alpha-3 or None where that is not evident."""

    span: Span
    country: str | None


@dataclass(frozen=True, slots=True)
class Implied:
    """An actor that the article names outside the trigger's clause and the event evidently continues.

    ``actor.span`` is that other mention; ``rule`` says how it was found. The slot itself stays empty.
    """

    side: Literal["source", "target"]
    actor: Actor
    rule: Resolution


@dataclass(frozen=True, slots=True)
class Event:
    """One political event of an article.

    An alliance is one list in ``sources`` or ``targets``, never a product of dyads. ``type`` is what
    the words say, ``resolved_type`` what modality turns it into (an announced attack is a THREATEN),
    None where nothing is left. ``implied`` holds sides that only the rest of the article names, never
    part of a slot. ``quad_class`` is 1 to 4, ``goldstein`` that of the CAMEO root,
    ``plover_score`` that of PLOVER 2.0's own scale. ``missing`` says why a slot is empty. ``kahn`` is
    the band (first, last rung) of Kahn's ladder, our own mapping, or None. ``sentence`` is the one it was
    read from, at most 1,000 characters around the trigger; a side has at most 40 actors.
    """

    id: str
    type: EventType
    resolved_type: EventType | None
    mode: str | None
    quad_class: int
    cameo_root: str
    goldstein: float
    plover_score: float
    modality: Modality
    trigger: Span
    lemma: str
    sentence: Span
    sources: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    modality_cue: Cue | None = None
    speaker: Speaker | None = None
    date: EventDate | None = None
    place: Place | None = None
    kahn: tuple[int, int] | None = None
    missing: dict[Slot, Missing] = field(default_factory=dict)
    implied: tuple[Implied, ...] = ()

    def side(self, name: Literal["source", "target"]) -> tuple[Actor, ...]:
        """The actors of a slot; where the clause names none with a code, whom the article implies."""
        slot = self.sources if name == "source" else self.targets
        implied = tuple(one.actor for one in self.implied if one.side == name)
        return implied if implied and all(actor.code is None for actor in slot) else slot

    def dyad(self) -> str:
        """The key of the event: codes of both sides ("RUS-NATO+USA"), ``---`` where there is none."""
        return f"{_codes(self.sources)}-{_codes(self.targets)}"


def _codes(actors: tuple[Actor, ...]) -> str:
    return "+".join(sorted({actor.code for actor in actors if actor.code})) or "---"
