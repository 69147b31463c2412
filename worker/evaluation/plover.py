"""How well the type between two given sides is found: macro-F1 of root, quad class and conflict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worker.domain.errors import DataError
from worker.evaluation.lines import objects
from worker.evaluation.marked import question
from worker.evaluation.scores import interval, macro_f1
from worker.nlp.relations import Classifier, Relations

_FIRST_OF_CONFLICT = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Gold and found root (older names) and quad class of one line."""

    gold: str
    found: str
    gold_quad: int
    found_quad: int


def evaluate(
    path: Path,
    *,
    language: str | None = None,
    classifier: Callable[[str], Classifier] = Relations,
) -> dict[str, object]:
    """Classify every line of a file with its sides given; raises DataError for a bad file.

    ``classifier`` gives who answers in a language. Keys: ``root_macro_f1`` (15 older names),
    ``quad_macro_f1``, ``binary_macro_f1`` (conflict or cooperation), 0 to 1, each with its 95% interval
    (``root_interval`` ...), ``root_accuracy`` and ``items``.
    """
    items = list(objects(path))
    try:
        spoken = language or str(items[0].get("language", "en")) if items else "en"
        pairs = _pairs(items, classifier(spoken))
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path}: not a file of marked sentences: {error!r}") from error
    return _measures(pairs)


def _pairs(items: Sequence[dict[str, Any]], classifier: Classifier) -> list[Pair]:
    answers = classifier.answer([question(item["marked"]) for item in items])
    return [
        Pair(item["root"], answer.root, int(item["quad"]), answer.quad_class)
        for item, answer in zip(items, answers, strict=True)
    ]


def _measures(pairs: Sequence[Pair]) -> dict[str, object]:
    right = sum(pair.gold == pair.found for pair in pairs)
    return {
        "items": len(pairs),
        "root_accuracy": right / max(len(pairs), 1),
        "root_macro_f1": _root(pairs),
        "root_interval": interval(pairs, _root),
        "quad_macro_f1": _quad(pairs),
        "quad_interval": interval(pairs, _quad),
        "binary_macro_f1": _binary(pairs),
        "binary_interval": interval(pairs, _binary),
    }


def _root(pairs: Sequence[Pair]) -> float:
    return macro_f1([pair.gold for pair in pairs], [pair.found for pair in pairs])


def _quad(pairs: Sequence[Pair]) -> float:
    return macro_f1([str(p.gold_quad) for p in pairs], [str(p.found_quad) for p in pairs])


def _binary(pairs: Sequence[Pair]) -> float:
    return macro_f1([_side(p.gold_quad) for p in pairs], [_side(p.found_quad) for p in pairs])


def _side(quad: int) -> str:
    return "conflict" if quad >= _FIRST_OF_CONFLICT else "cooperation"
