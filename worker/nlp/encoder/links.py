"""What one marked side does to the other, by the encoder: the question of the relation classifier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast, get_args

from worker.domain.event import EventType
from worker.nlp.encoder.decode import probabilities
from worker.nlp.encoder.heads import MODALITIES, TYPES
from worker.nlp.encoder.session import Encoder
from worker.nlp.relations.question import Answer, Question, Root

ROOTS: tuple[Root, ...] = get_args(Root)
_SOURCE, _TARGET = ("«", "»"), ("[", "]")


class Links:
    """Answers what one marked side does to the other, as the relation classifier does."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def answer(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer a question, in order; raises ValueError for a text that is too long to be read."""
        return [self._answer(question) for question in questions]

    def _answer(self, question: Question) -> Answer:
        words = marked(question)
        scores = self._encoder((words, [True] * len(words)))
        if scores is None:
            raise ValueError(f"too long to be read: {question.text[:60]}…")
        roots = probabilities(scores["link_roots"][0])
        return Answer(
            type=cast(EventType, TYPES[1 + int(probabilities(scores["link_types"][0]).argmax())]),
            modality=MODALITIES[int(probabilities(scores["link_modalities"][0]).argmax())],
            root=ROOTS[int(roots.argmax())],
            confidence=float(roots.max()),
        )


def marked(question: Question) -> tuple[str, ...]:
    """The text in words, its source between « » and its target between [ ]."""
    marks = sorted(_marks(question), key=lambda mark: mark[:2])
    text, done = "", 0
    for place, _, mark in marks:
        text += f"{question.text[done:place]} {mark} "
        done = place
    return tuple((text + question.text[done:]).split())


def _marks(question: Question) -> Iterable[tuple[int, int, str]]:
    """Where marks stand; of two at one place the closing one comes first."""
    for ranges, (opening, closing) in ((question.source, _SOURCE), (question.target, _TARGET)):
        for start, end in ranges:
            yield start, 1, opening
            yield end, 0, closing
