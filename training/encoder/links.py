"""Lessons about two given sides: the cases of the relation classifier, with both sides marked in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from training.encoder.lessons import Lesson, Link
from training.relations_cases import cases
from worker.nlp.relations.question import Question

_SOURCE, _TARGET = ("«", "»"), ("[", "]")


def lessons(folder: Path, language: str) -> Iterator[Lesson]:
    """All cases of a language; raises CorpusMissingError where a corpus is not in its place."""
    for case in cases(language, folder):
        words = marked(case.question)
        link = Link(case.root, case.type or "", case.modality, case.weight)
        yield Lesson(
            source=f"links_{language}",
            article=case.key,
            words=words,
            spaces=(True,) * len(words),
            link=link,
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
