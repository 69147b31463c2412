"""The small linear models that answer: what the words say, whether it happened, what comes of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast, get_args

from spacy.language import Language
from spacy.tokens import Doc

from worker.domain.errors import DataError
from worker.domain.event import EventType, Modality
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp import pipelines
from worker.nlp.linear import Linear, load
from worker.nlp.reading import read
from worker.nlp.relations.features import features
from worker.nlp.relations.question import Answer, Question, Range, Root
from worker.nlp.relations.view import View
from worker.resources import folder

#: What each model tells apart.
HEADS: dict[str, tuple[str, ...]] = {
    "root": get_args(Root),
    "type": get_args(EventType),
    "modality": get_args(Modality),
}

#: How likely the classes of each head are.
Chances = Mapping[str, Mapping[str, float]]


def answer(chances: Chances) -> Answer:
    """The likeliest of all; of equals the first."""
    root, name, reading = (_best(chances[head]) for head in ("root", "type", "modality"))
    return Answer(
        cast(EventType, name), cast(Modality, reading), cast(Root, root), chances["root"][root]
    )


def _best(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda name: chances[name])


class Judge:
    """Answers for one parsed text at a time: the event coder asks here once it knows both sides.

    Raises DataError where the weights of the language are missing or not whole.
    """

    def __init__(self, language: str, *, path: Path | None = None) -> None:
        path = path or folder("models") / language / "relations"
        self._models = {name: _model(path / f"{name}.bin", HEADS[name]) for name in HEADS}
        self._known = triggers(language), cues(language)

    def answer(self, doc: Doc, source: Sequence[Range], target: Sequence[Range]) -> Answer:
        """What ``source`` does to ``target`` in a Doc that has been through the actor linker."""
        return answer(self.chances(doc, source, target))

    def chances(self, doc: Doc, source: Sequence[Range], target: Sequence[Range]) -> Chances:
        """How likely each answer is."""
        found = features(View(read(doc), source, target), *self._known)
        return {
            name: dict(zip(model.classes, model.probabilities(found).tolist(), strict=True))
            for name, model in self._models.items()
        }


class Relations:
    """Answers questions in one language; pipeline and weights are loaded when first needed."""

    def __init__(self, language: str) -> None:
        self._language = language

    def answer(self, questions: Sequence[Question]) -> list[Answer]:
        """What joins the two phrases of each question, in order."""
        return list(map(answer, self.chances(questions)))

    def chances(self, questions: Sequence[Question]) -> list[Chances]:
        """How likely each answer is, a question, in order."""
        docs = self._nlp.pipe(question.text for question in questions)
        return [
            self._judge.chances(doc, question.source, question.target)
            for doc, question in zip(docs, questions, strict=True)
        ]

    @cached_property
    def _nlp(self) -> Language:
        return pipelines.load(self._language)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._language)


def _model(path: Path, classes: Sequence[str]) -> Linear:
    found = load(path)
    unknown = sorted(set(found.classes) - set(classes))
    if unknown:
        raise DataError(f"{path} tells {', '.join(unknown)}, which this program does not know")
    return found
