"""Types of events between given phrases: the question the PLOVER sentence sets ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language

from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp import pipelines
from worker.nlp.events.between import Joint, Range, between


@dataclass(frozen=True, slots=True)
class Question:
    """A text with the places (characters) of who acts and of whom it reaches."""

    text: str
    source: tuple[Range, ...]
    target: tuple[Range, ...]


class Relations:
    """Answers questions in one language; the pipeline is loaded when first needed."""

    def __init__(self, language: str) -> None:
        self._language = language

    def answer(self, questions: Sequence[Question]) -> list[Joint | None]:
        """What joins the two phrases of each question, in order; None where no trigger does."""
        docs = self._nlp.pipe(question.text for question in questions)
        known = triggers(self._language), cues(self._language)
        return [
            between(doc, question.source, question.target, *known)
            for doc, question in zip(docs, questions, strict=True)
        ]

    @cached_property
    def _nlp(self) -> Language:
        return pipelines.load(self._language)
