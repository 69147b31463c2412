"""What the encoder answers about an article, by token: for the judge of events and the ranker of sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from worker.domain.event import Modality
from worker.nlp.encoder.heads import Role

#: The place of nobody among the tokens that may have a role.
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Heard:
    """What is likely of a word as the trigger of an event.

    ``chance`` is that it names one at all. ``modalities`` and ``roles`` hold were it one; roles by token,
    NOBODY among them, those without a chance left out.
    """

    modalities: Mapping[Modality, float]
    roles: Mapping[Role, Mapping[int, float]]
    chance: float


@dataclass(frozen=True, slots=True)
class Answers:
    """The words that may name an event, by token, and which tokens were read at all."""

    heard: Mapping[int, Heard]
    read: frozenset[int]


#: Of an article that nobody read.
NOTHING = Answers({}, frozenset())
