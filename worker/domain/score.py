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
    "term", "headline", "negated", "conditional", "historical", "excluded", "repeated", "event",
    "clamped",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keyword:
    """A lexicon term found in the text.

    ``term`` is the lexicon's entry, ``weight`` its points before context. ``cancelled`` names the
    cue that takes it out of the count ("Film" beside "Krieg"), with ``why`` one of ``Reason``.
    """

    span: Span
    term: str
    lemma: str
    category: Category
    weight: float
    cue: Span | None = None
    why: Reason | None = None


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
    """An article's escalation score, 0 to 100: exactly the sum of its ledger (points in tenths)."""

    value: float
    threats: float
    acts: float
    ledger: tuple[LedgerLine, ...]
