"""What the stories stage tells the index: what a story says of a subject, and what time it is."""

from __future__ import annotations

from dataclasses import dataclass

from worker.domain.signature import CompactEvent, Subject


@dataclass(frozen=True, slots=True)
class Observation:
    """All that a story says of ``subject`` now: it replaces what the same story said before.

    ``time`` is the event time of the story's first article in epoch seconds. ``outlet`` printed the
    version that speaks for the story, ``origin`` is the agency it credits, else the outlet. ``events``
    is empty when a correction took everything back.
    """

    subject: Subject
    story: str
    time: int
    article_id: str
    title: str
    language: str
    outlet: str
    origin: str
    score: float
    events: tuple[CompactEvent, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Event time has come to a new ``hour`` (hours since 1970).

    ``silent_outlets`` and ``silent_languages`` used to deliver and do not now.
    """

    hour: int
    silent_outlets: tuple[str, ...]
    silent_languages: tuple[str, ...]
