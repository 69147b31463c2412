"""Lessons about two given sides: the cases of the relation classifier, with both sides marked in the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.encoder.lessons import Lesson, Link
from training.relations_cases import cases
from worker.nlp.encoder.links import marked


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
