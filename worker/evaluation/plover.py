"""How well the type between two given sides is found: macro-F1 of root, quad class and conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worker.domain.errors import DataError
from worker.domain.event import EventType
from worker.evaluation.lines import objects
from worker.evaluation.marked import question
from worker.evaluation.scores import interval, macro_f1
from worker.languages.plover import plover
from worker.nlp.relations import Question, Relations

#: The sets use one older name for both.
_YIELD = frozenset({"CONCEDE", "RETREAT"})
_FIRST_OF_CONFLICT = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """Gold and found root (older names) and quad class; "" and 0 where no trigger was found."""

    gold: str
    found: str
    gold_quad: int
    found_quad: int


def evaluate(path: Path, *, language: str | None = None) -> dict[str, object]:
    """Code every line of a file with its sides given; raises DataError for a bad file.

    Keys: ``root_macro_f1`` (15 older names), ``quad_macro_f1``, ``binary_macro_f1`` (conflict or
    cooperation), 0 to 1, ``root_interval`` (95%), ``answered`` (share of lines with a trigger) and ``items``.
    """
    items = list(objects(path))
    try:
        spoken = language or str(items[0].get("language", "en")) if items else "en"
        questions = [question(item["marked"]) for item in items]
        answers = _answers(items, questions, Relations(spoken))
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path}: not a file of marked sentences: {error!r}") from error
    return _measures(answers)


def _answers(
    items: Sequence[dict[str, Any]], questions: Sequence[Question], relations: Relations
) -> list[Answer]:
    joints = relations.answer(questions)
    return [
        Answer(
            item["root"],
            "" if joint is None else _older(joint.resolved_type),
            int(item["quad"]),
            0 if joint is None else plover().scale(joint.resolved_type, None).quad_class,
        )
        for item, joint in zip(items, joints, strict=True)
    ]


def _older(name: EventType) -> str:
    return "YIELD" if name in _YIELD else name


def _measures(answers: Sequence[Answer]) -> dict[str, object]:
    return {
        "items": len(answers),
        "answered": sum(bool(a.found) for a in answers) / max(len(answers), 1),
        "root_macro_f1": _root(answers),
        "root_interval": interval(answers, _root),
        "quad_macro_f1": macro_f1(
            [str(a.gold_quad) for a in answers], [str(a.found_quad) for a in answers]
        ),
        "binary_macro_f1": macro_f1(
            [_side(a.gold_quad) for a in answers], [_side(a.found_quad) for a in answers]
        ),
    }


def _root(answers: Sequence[Answer]) -> float:
    return macro_f1([a.gold for a in answers], [a.found for a in answers])


def _side(quad: int) -> str:
    if quad == 0:
        return ""
    return "conflict" if quad >= _FIRST_OF_CONFLICT else "cooperation"
