"""What an article is about, with the words that say so: the decision of the domain gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from worker.domain.text import Span

#: ``conflict`` is armed conflict, terror and the military; ``culture`` also entertainment, ``science`` also
#: technology and the web, ``crime`` also courts, ``accident`` also weather and disasters.
Domain = Literal[
    "politics", "conflict", "sport", "business", "culture", "science", "crime", "accident"
]
#: Why there is no domain: hardly a word of any, or words of several with none ahead.
NoDomain = Literal["no_evidence", "mixed"]


@dataclass(frozen=True, slots=True)
class DomainEvidence:
    """A term of the decided domain: its first place, all its places' number and points."""

    span: Span
    term: str
    count: int
    points: float


@dataclass(frozen=True, slots=True)
class ArticleDomain:
    """The domain of an article, or None with the reason.

    ``points`` are those of every domain with evidence, highest first; ``evidence`` are the terms that
    weighed most for ``name``, in text order. ``cancels`` says that the article speaks of no conflict, so
    that its keywords count for nothing.
    """

    name: Domain | None
    no_domain: NoDomain | None
    points: tuple[tuple[Domain, float], ...] = ()
    evidence: tuple[DomainEvidence, ...] = ()
    cancels: bool = False

    @property
    def cue(self) -> Span | None:
        """The heaviest evidence of a domain that cancels; None where it does not."""
        if not self.cancels:
            return None
        return max(self.evidence, key=lambda term: term.points).span


UNDECIDED = ArticleDomain(name=None, no_domain="no_evidence")
