"""``eval conflict``: whether a text is about a conflict; the set is TSV, a text and 1 or 0 a line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worker.domain.errors import DataError
from worker.evaluation import thresholds
from worker.evaluation.confusion import Confusion
from worker.evaluation.judgment import Analyze
from worker.evaluation.lines import lines
from worker.evaluation.ranking import auc
from worker.languages.scoring import weights


@dataclass(frozen=True, slots=True)
class Item:
    """One labeled text."""

    text: str
    conflict: bool


def evaluate(path: Path, analyze: Analyze) -> dict[str, Any]:
    """Measures of ``analyze`` on the conflict set in ``path``; raises DataError for a line that is none.

    ``auc`` is that of the score, ``f1``, ``precision`` and ``recall`` hold at the shipped threshold,
    the measures of ``thresholds`` at others.
    """
    items = read(path)
    labels = [item.conflict for item in items]
    scores = [found.score.value for found in analyze([item.text for item in items])]
    threshold = weights().level["threshold"]
    pairs = zip(scores, labels, strict=True)
    severe = Confusion.of((score >= threshold, true) for score, true in pairs)
    return {
        "items": len(items),
        "auc": auc(scores, labels),
        "threshold": threshold,
        "f1": severe.f1,
        "precision": severe.precision,
        "recall": severe.recall,
        **thresholds.measures(scores, labels),
    }


def read(path: Path) -> list[Item]:
    """The items of a conflict set; raises DataError with file and line where one is wrong."""
    return [_item(path, number, line) for number, line in lines(path)]


def _item(path: Path, number: int, line: str) -> Item:
    text, _, label = line.rpartition("\t")
    if not text or label.strip() not in ("0", "1"):
        raise DataError(f"{path}:{number}: expected a text, a tab and 0 or 1")
    return Item(text=text, conflict=label.strip() == "1")
