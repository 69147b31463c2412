"""What is left of an article once it is told from its copies: a fingerprint and its events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from worker.domain.event import EventType, Modality
from worker.domain.score import Direction, Level
from worker.domain.text import Span

#: What an index can be kept of: two sides, a country, an alliance or other international body.
SubjectKind = Literal["dyad", "country", "alliance"]


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What an index is kept of; ``name`` is "RUS-USA" (codes in alphabetical order), "RUS" or "NATO"."""

    name: str
    kind: SubjectKind


@dataclass(frozen=True, slots=True)
class CompactEvent:
    """A coded event without its slots: enough to weigh it and to show the sentence it stands in.

    ``sources`` and ``targets`` are sorted codes; ``evidence`` is the sentence, cut where it is long.
    """

    id: str
    type: EventType
    resolved_type: EventType | None
    modality: Modality
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    subjects: tuple[Subject, ...]
    evidence: Span

    @property
    def key(self) -> str:
        """What makes two events the same to a reader: who, to whom, what, and did it happen."""
        sides = f"{'+'.join(self.sources)}-{'+'.join(self.targets)}"
        return f"{sides}/{self.resolved_type}/{self.modality}"


@dataclass(frozen=True, slots=True)
class Sketch:
    """The fingerprint of a text.

    ``body`` is a MinHash over its word shingles (little-endian 16-bit values), ``size`` the number of
    shingles; ``keys`` are the first values of ``body`` in full (32 bits), by which texts are found.
    ``facts`` are 16-bit hashes of the names, numbers and long words of the text, ``lead_facts`` those of
    its beginning.
    """

    body: bytes
    size: int
    keys: tuple[int, ...]
    facts: frozenset[int]
    lead_facts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Signature:
    """One record of articles.signatures.

    ``published`` and ``received`` are epoch seconds: what the article says of itself (None where it
    says nothing usable) and when its raw record came in (None without Kafka). ``origin`` is the agency it
    credits, else its outlet: what several outlets took from one agency is one voice. ``length`` is that of
    the text in characters, ``digest`` tells versions of one article apart.
    """

    article_id: str
    digest: str
    language: str
    title: str
    outlet: str | None
    origin: str
    url: str | None
    length: int
    published: int | None
    received: int | None
    score: float
    level: Level
    direction: Direction
    correction: bool
    sketch: Sketch
    events: tuple[CompactEvent, ...]

    @property
    def time(self) -> int:
        """Event time: when it was published; when it came in, if that is unknown or lies ahead."""
        known = [at for at in (self.published, self.received) if at is not None]
        return min(known, default=0)
