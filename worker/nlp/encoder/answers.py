"""What the encoder answers about an article, by token: for the judge of events and the ranker of sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from worker.domain.event import EventType, Modality
from worker.nlp.encoder.heads import Role

#: The place of nobody among the tokens that may have a role.
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Heard:
    """What is likely of a word as the trigger of an event.

    ``types`` are the chances of the types; what is left to 1 is that it is no event. ``modalities`` and
    ``roles`` hold were it one; roles by token, NOBODY among them, those without a chance left out.
    """

    types: Mapping[EventType, float]
    modalities: Mapping[Modality, float]
    roles: Mapping[Role, Mapping[int, float]]
    chance: float

    @property
    def type(self) -> EventType:
        """The likeliest type, of equals the first."""
        return max(self.types, key=lambda name: self.types[name])

    @property
    def modality(self) -> Modality:
        """The likeliest modality, of equals the first."""
        return max(self.modalities, key=lambda name: self.modalities[name])


@dataclass(frozen=True, slots=True)
class Answers:
    """The words that may name an event, by token, and which tokens were read at all."""

    heard: Mapping[int, Heard]
    read: frozenset[int]


#: Of an article that nobody read.
NOTHING = Answers({}, frozenset())
