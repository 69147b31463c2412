"""``eval news``: whether score, level and direction tell how bad a conflict an article reports.

The set is JSONL with ``id``, ``text``, ``level`` (0 no conflict to 4 war), ``direction``, ``dyads`` (a
list of [source, PLOVER type, target]) and, if known, ``topic`` ("sport").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from worker.evaluation import thresholds
from worker.evaluation.confusion import Confusion
from worker.evaluation.judgment import Analyze
from worker.evaluation.labeled import LEVELS, Dyad, Rated, rated, read
from worker.evaluation.ranking import auc, spearman
from worker.evaluation.scores import interval
from worker.languages.scoring import weights

Found = Sequence[Rated]
#: Desks on whose pages nobody expects a conflict, as the set names them.
CALM_TOPICS = frozenset({"sport", "kultur", "culture", "web", "wissenschaft", "science"})


def evaluate(
    path: Path, analyze: Analyze, *, note: Callable[[dict[str, Any]], None] = lambda _: None
) -> dict[str, Any]:
    """Measures of ``analyze`` on the news set in ``path``; raises DataError for a line that is none.

    Those of MEASURES, each with its 95% bootstrap interval as ``<name>_ci``; ``threshold_best`` and
    ``f1_folds`` at other thresholds (see ``thresholds``); ``mean_score`` by level; ``levels``: how many
    articles of each level were given which. ``note`` gets what was found of each article.
    """
    items = read(path)
    judged = analyze([item.text for item in items])
    found = [rated(item, said) for item, said in zip(items, judged, strict=True)]
    for one in found:
        note(prediction(one))
    return {
        "items": len(found),
        "threshold": weights().level["threshold"],
        **_measured(found),
        **thresholds.measures(*_decided(found)),
        "mean_score": _by_level(found),
        "levels": _levels(found),
    }


def prediction(one: Rated) -> dict[str, Any]:
    """What was found of an article, in the words of the set."""
    return {
        "id": one.item.id,
        "score": one.score,
        "level": one.level,
        "direction": one.direction,
        "dyads": sorted(one.dyads),
    }


def _auc(found: Found) -> float:
    return auc(*_decided(found))


def _spearman(found: Found) -> float:
    return spearman([one.score for one in found], [one.item.level for one in found])


def _f1_best(found: Found) -> float:
    scores, labels = _decided(found)
    return thresholds.f1_at(thresholds.best(scores, labels), scores, labels)


def _severe(found: Found) -> Confusion:
    return Confusion.of((one.alarm, one.severe) for one in found)


def _dyads(found: Found) -> Confusion:
    return _overlap((one.item.dyads, one.dyads) for one in found)


def _pairs(found: Found) -> Confusion:
    return _overlap((_sides(one.item.dyads), _sides(one.dyads)) for one in found)


#: All measures by name. ``auc``, ``f1``, ``precision`` and ``recall`` are about level 2 and above, the last
#: three at the shipped threshold; ``spearman`` is between score and level; the false alarms are the
#: articles of level 0, and those of CALM_TOPICS below level 2, at or over the threshold (NaN where there is
#: none); ``dyad_f1`` counts (source, type, target) and ``pair_f1`` (source, target), over all articles.
MEASURES: Mapping[str, Callable[[Found], float]] = {
    "auc": _auc,
    "spearman": _spearman,
    "f1": lambda found: _severe(found).f1,
    "f1_best": _f1_best,
    "precision": lambda found: _severe(found).precision,
    "recall": lambda found: _severe(found).recall,
    "level_exact": lambda found: _share(one.level == one.item.level for one in found),
    "level_within_one": lambda found: _share(abs(one.level - one.item.level) <= 1 for one in found),
    "direction_accuracy": lambda found: _share(
        one.direction == one.item.direction for one in found
    ),
    "false_alarm_rate": lambda found: _share(one.alarm for one in found if one.item.level == 0),
    "false_alarm_rate_calm_topics": lambda found: _share(
        one.alarm for one in found if one.item.topic in CALM_TOPICS and not one.severe
    ),
    "dyad_f1": lambda found: _dyads(found).f1,
    "pair_f1": lambda found: _pairs(found).f1,
}


def _measured(found: Found) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, measure in MEASURES.items():
        result[name] = measure(found)
        result[f"{name}_ci"] = interval(found, measure)
    return result


def _decided(found: Found) -> tuple[list[float], list[bool]]:
    return [one.score for one in found], [one.severe for one in found]


def _share(decisions: Iterable[bool]) -> float:
    counted = list(decisions)
    return fmean(counted) if counted else float("nan")


def _sides(dyads: Iterable[Dyad]) -> frozenset[tuple[str, str]]:
    return frozenset((source, target) for source, _, target in dyads)


def _overlap(pairs: Iterable[tuple[frozenset[Any], frozenset[Any]]]) -> Confusion:
    both = list(pairs)
    return Confusion(
        hits=sum(len(true & said) for true, said in both),
        false_alarms=sum(len(said - true) for true, said in both),
        misses=sum(len(true - said) for true, said in both),
    )


def _by_level(found: Found) -> dict[str, float]:
    groups: dict[int, list[float]] = {level: [] for level in LEVELS}
    for one in found:
        groups[one.item.level].append(one.score)
    return {str(level): round(fmean(group), 1) for level, group in groups.items() if group}


def _levels(found: Found) -> dict[str, dict[str, int]]:
    counts = Counter((one.item.level, one.level) for one in found)
    return {
        str(true): {str(said): counts[true, said] for said in LEVELS if counts[true, said]}
        for true in LEVELS
        if any(counts[true, said] for said in LEVELS)
    }
