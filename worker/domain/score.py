"""Escalation keywords and the score as a ledger that adds up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from worker.domain.text import Span

#: The eight categories of the Geopolitical Risk index (Caldara & Iacoviello, AER 2022, table 1), in
#: its order, and one of our own for what eases a conflict.
Category = Literal[
    "war_threat", "peace_threat", "military_buildup", "nuclear_threat", "terror_threat",
    "war_begin", "war_escalation", "terror_act", "deescalation",
]  # fmt: skip
Family = Literal["threats", "acts", "deescalation"]

#: 0 no conflict, 1 tension, 2 coercion or threat, 3 limited force, 4 war.
Level = Literal[0, 1, 2, 3, 4]
#: Where what is newly reported moves the conflict.
Direction = Literal["escalating", "deescalating", "mixed", "none"]
#: First and last rung of a band on Kahn's ladder (1965), in our own mapping.
Ladder = tuple[int, int]

FAMILY: dict[Category, Family] = {
    "war_threat": "threats",
    "peace_threat": "threats",
    "military_buildup": "threats",
    "nuclear_threat": "threats",
    "terror_threat": "threats",
    "war_begin": "acts",
    "war_escalation": "acts",
    "terror_act": "acts",
    "deescalation": "deescalation",
}

#: Why a ledger line gives or takes its points.
Reason = Literal[
    "term", "headline", "late", "negated", "denied", "conditional", "hypothetical", "historical",
    "aftermath", "quoted", "excluded", "domain", "repeated",
    "event", "clamped",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keyword:
    """A lexicon term found in the text.

    ``term`` is the lexicon's entry, ``weight`` its points before context, ``level`` what it stands for.
    ``cue`` is the word that takes it out of the count ("Film" beside "Krieg"), and ``why`` says how.
    """

    span: Span
    term: str
    lemma: str
    category: Category
    weight: float
    cue: Span | None = None
    why: Reason | None = None
    level: Level = 1


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One addend of the score; ``span`` is the evidence, None only for ``clamped``."""

    points: float
    why: Reason
    span: Span | None = None
    term: str | None = None
    lemma: str | None = None
    category: Category | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """An article's escalation score, 0 to 100: exactly the sum of its ledger (points in tenths).

    ``level`` is the worst that the article reports as news, ``evidence`` the place that stands for it and
    ``kahn`` its band; both are None at level 0.
    """

    value: float
    threats: float
    acts: float
    ledger: tuple[LedgerLine, ...]
    level: Level = 0
    direction: Direction = "none"
    kahn: Ladder | None = None
    evidence: Span | None = None
