"""What is asked and what is answered, whoever answers: the small linear models, later an encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from worker.domain.event import EventType, Modality
from worker.languages.plover import plover

#: Characters, start inclusive, end exclusive.
Range = tuple[int, int]
#: The roots of CAMEO under PLOVER's older names: one name for both ways of giving in.
Root = Literal[
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
]  # fmt: skip
#: The types that share the root "YIELD"; CAMEO counts both as material cooperation.
YIELD: tuple[EventType, EventType] = ("CONCEDE", "RETREAT")


@dataclass(frozen=True, slots=True)
class Question:
    """A text with the places (characters) of who acts and of whom it reaches."""

    text: str
    source: tuple[Range, ...]
    target: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side does to the other.

    ``type`` is what the words say, ``modality`` whether it happened. ``root`` is the root of CAMEO that
    comes of both: an announced attack is a THREATEN, and an embargo a COERCE (163), where the type is
    SANCTION. ``confidence`` is the probability of the root.
    """

    type: EventType
    modality: Modality
    root: Root
    confidence: float

    @property
    def quad_class(self) -> int:
        """The quad class of the root, 1 to 4."""
        return plover().scale(YIELD[1] if self.root == "YIELD" else self.root, None).quad_class


class Classifier(Protocol):
    """Answers questions; the evaluation knows no more of a classifier than this."""

    def answer(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer a question, in order."""
