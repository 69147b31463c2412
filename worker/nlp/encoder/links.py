"""What one marked side does to the other, by the encoder: the question of the relation classifier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from worker.nlp.encoder.decode import DIGITS, probabilities
from worker.nlp.encoder.heads import MODALITIES, TYPES
from worker.nlp.encoder.session import Encoder
from worker.nlp.relations.classifier import Chances, Relations, answer
from worker.nlp.relations.question import Answer, Question, Root

ROOTS: tuple[Root, ...] = get_args(Root)
_SOURCE, _TARGET = ("«", "»"), ("[", "]")
#: Of each answer the output of the graph, and its classes.
_HEADS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "root": ("link_roots", ROOTS),
    "type": ("link_types", TYPES[1:]),
    "modality": ("link_modalities", MODALITIES),
}
#: What the encoder's opinion counts beside the relation classifier's: more of it serves English a little
#: better and German worse.
TRUST = 0.2


class Links:
    """Answers what one marked side does to the other: the weighted mean of what both hold for likely.

    Without ``other``, the relation classifier of the questions' language, the encoder answers alone.
    """

    def __init__(self, encoder: Encoder, other: Relations | None = None) -> None:
        self._encoder = encoder
        self._other = other

    def answer(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer a question, in order; raises ValueError for a text that is too long to be read."""
        own = map(self._chances, questions)
        if self._other is None:
            return list(map(answer, own))
        both = zip(own, self._other.chances(questions), strict=True)
        return [answer(_mean(*opinions)) for opinions in both]

    def _chances(self, question: Question) -> Chances:
        words = marked(question)
        scores = self._encoder((words, [True] * len(words)))
        if scores is None:
            raise ValueError(f"too long to be read: {question.text[:60]}…")
        return {
            head: dict(zip(names, map(float, probabilities(scores[output][0])), strict=True))
            for head, (output, names) in _HEADS.items()
        }


def _mean(own: Chances, other: Chances) -> Chances:
    return {
        head: {
            name: round(TRUST * chance + (1 - TRUST) * other[head].get(name, 0.0), DIGITS)
            for name, chance in found.items()
        }
        for head, found in own.items()
    }


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
