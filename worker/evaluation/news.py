"""``eval news``: whether the score tells how bad a conflict an article reports.

The set is JSONL with ``id``, ``text``, ``level`` (0 no conflict to 4 war) and ``dyads`` (a list of
[source, PLOVER type, target], "---" for an unknown side).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import Any

from worker.domain.errors import DataError
from worker.domain.event import Event
from worker.evaluation import thresholds
from worker.evaluation.confusion import Confusion
from worker.evaluation.judgment import Analyze
from worker.evaluation.lines import lines
from worker.evaluation.ranking import auc, spearman
from worker.languages.scoring import weights

Dyad = tuple[str, str, str]
UNKNOWN = "---"
#: Levels from here on are coercion, threat or force.
SEVERE = 2
_LEVELS = range(5)
#: The sets use the older PLOVER name for both kinds of giving way.
_OLDER_NAMES = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_OLD_NEWS = frozenset({"historical", "negated"})


@dataclass(frozen=True, slots=True)
class Item:
    """One labeled article."""

    id: str
    text: str
    level: int
    dyads: frozenset[Dyad]


def evaluate(path: Path, analyze: Analyze) -> dict[str, Any]:
    """Measures of ``analyze`` on the news set in ``path``; raises DataError for a line that is none.

    ``auc``, ``f1``, ``precision`` and ``recall`` are about level 2 and above, the last three at the shipped
    threshold; ``f1_best`` and ``f1_folds`` are about others (see ``thresholds``); ``spearman`` is between
    score and level; ``false_alarm_rate`` the share of level 0 at or over the threshold; ``dyad_f1`` counts
    (source, type, target), ``pair_f1`` (source, target), both over all articles; ``mean_score`` is by level.
    """
    items = read(path)
    judged = analyze([item.text for item in items])
    scores = [found.score.value for found in judged]
    labels = [item.level >= SEVERE for item in items]
    found = [dyads(one.events) for one in judged]
    threshold = weights().level["threshold"]
    severe = Confusion.of(_decisions(scores, labels, threshold))
    calm = [score for score, item in zip(scores, items, strict=True) if item.level == 0]
    return {
        "items": len(items),
        "auc": auc(scores, labels),
        "spearman": spearman(scores, [item.level for item in items]),
        "threshold": threshold,
        "f1": severe.f1,
        "precision": severe.precision,
        "recall": severe.recall,
        **thresholds.measures(scores, labels),
        "false_alarm_rate": fmean(score >= threshold for score in calm) if calm else 0.0,
        "dyad_f1": _overlap([item.dyads for item in items], found).f1,
        "pair_f1": _overlap([_pairs(item.dyads) for item in items], map(_pairs, found)).f1,
        "mean_score": _by_level(items, scores),
    }


def read(path: Path) -> list[Item]:
    """The items of a news set; raises DataError with file and line where one is wrong."""
    return [_news_item(path, number, line) for number, line in lines(path)]


def dyads(events: Iterable[Event]) -> frozenset[Dyad]:
    """What the events newly report, as the set writes it: every source with every target."""
    return frozenset(
        (source, _OLDER_NAMES.get(event.resolved_type, event.resolved_type), target)
        for event in events
        if event.resolved_type and event.modality not in _OLD_NEWS
        for source, target in product(_codes(event.sources), _codes(event.targets))
    )


def _codes(actors: Iterable[Any]) -> list[str]:
    return sorted({actor.code for actor in actors if actor.code}) or [UNKNOWN]


def _news_item(path: Path, number: int, line: str) -> Item:
    try:
        row = json.loads(line)
        dyads = frozenset(
            (str(source), str(kind), str(target)) for source, kind, target in row["dyads"]
        )
        item = Item(id=str(row["id"]), text=str(row["text"]), level=int(row["level"]), dyads=dyads)
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(
            f"{path}:{number}: no news item ({error}): expected a JSON object with id, text, level, dyads"
        ) from error
    if item.level not in _LEVELS:
        raise DataError(f"{path}:{number}: level {item.level}: allowed are 0 to 4")
    return item


def _decisions(
    scores: Sequence[float], truth: Sequence[bool], threshold: float
) -> Iterable[tuple[bool, bool]]:
    return ((score >= threshold, true) for score, true in zip(scores, truth, strict=True))


def _pairs(dyads: Iterable[Dyad]) -> frozenset[tuple[str, str]]:
    return frozenset((source, target) for source, _, target in dyads)


def _overlap(gold: Iterable[frozenset[Any]], found: Iterable[frozenset[Any]]) -> Confusion:
    pairs = list(zip(gold, found, strict=True))
    return Confusion(
        hits=sum(len(true & said) for true, said in pairs),
        false_alarms=sum(len(said - true) for true, said in pairs),
        misses=sum(len(true - said) for true, said in pairs),
    )


def _by_level(items: Sequence[Item], scores: Sequence[float]) -> dict[str, float]:
    groups: dict[int, list[float]] = {level: [] for level in _LEVELS}
    for item, score in zip(items, scores, strict=True):
        groups[item.level].append(score)
    return {str(level): round(fmean(group), 1) for level, group in groups.items() if group}
