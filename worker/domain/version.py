"""What was published of an article last: what a new version of it takes back."""

from __future__ import annotations

from dataclasses import dataclass

from worker.domain.event import EventType, Modality


@dataclass(frozen=True, slots=True)
class SentEvent:
    """A coded event as far as it must be known to take it back, and to subtract it from what was added up."""

    id: str
    dyad: str
    type: EventType
    resolved_type: EventType | None
    modality: Modality


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of an article: the digest of its text (hex SHA-256) and its events."""

    article_id: str
    sha256: str
    events: tuple[SentEvent, ...]


@dataclass(frozen=True, slots=True)
class Superseded:
    """``former`` was replaced by the version whose text has the digest ``by``.

    ``retracted`` are those of its events that are taken back: all of them when the text is another one, else
    those that a newer release of the worker does not find in it any more.
    """

    former: Version
    by: str
    retracted: tuple[SentEvent, ...]

    @property
    def is_correction(self) -> bool:
        """Whether the text is another one."""
        return self.by != self.former.sha256
