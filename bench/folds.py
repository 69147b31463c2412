"""``python -m bench.folds``: the numbers of score.toml, each tried at half and one and a half, in five folds.

On four parts of the news set the best of the three values is chosen, on the fifth it is measured. A number
that all folds leave as it is holds; one that they would change gains nothing where the held-out figure does
not rise. The points of a score are judged by AUC and Spearman's correlation together, the thresholds of the
levels by the share of exact levels, those of the direction by its accuracy, the score's threshold by F1.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Annotated, Any
from unittest.mock import patch

import orjson
import typer
from rich.console import Console
from rich.table import Table

from bench.paths import RESULTS, SHARED
from worker.domain.article import Article
from worker.domain.outcome import Analysis
from worker.domain.score import Score
from worker.evaluation.labeled import SEVERE, Item, read
from worker.evaluation.ranking import auc, spearman
from worker.evaluation.thresholds import FOLDS, f1_at
from worker.languages.scoring import Weights, weights
from worker.messages.raw import decode
from worker.nlp.analyzer import Analyzer
from worker.nlp.escalation import casualties, context, gate, matcher
from worker.stages.normalize import normalize
from worker.stages.score import score

_SHARES = (0.5, 1.0, 1.5)
_TABLES = (
    "place", "cancel", "repeat", "event", "points", "level", "direction", "history", "term", "domain"
)  # fmt: skip
#: Numbers that work in the analysis already, and where it asks for them: each try analyzes anew.
_IN_ANALYSIS = frozenset({"history", "term", "domain"})
_ANALYZED_TOO = frozenset({("level", "dead"), ("place", "lead_characters")})
_ASKING = (casualties, context, gate, matcher)

Labeled = tuple[Item, Article, Analysis]
Scored = Sequence[tuple[Item, Score]]
Measure = Callable[[Scored, Weights], float]


@dataclass(frozen=True, slots=True)
class Tried:
    """A number, what each fold would make of it, and the held-out measure with both."""

    name: str
    shipped: float
    chosen: list[float]
    held_out: list[float]
    as_shipped: list[float]


def main(
    news: Annotated[Path, typer.Option(help="The labeled news set.")] = SHARED
    / "eval/news_de.jsonl",
) -> None:
    """Print every number with its spread; writes bench/results/folds.json."""
    articles = list(analyzed(read(news)))
    console = Console(width=120)
    numbers = [(table, key) for table in _TABLES for key in getattr(weights(), table)]
    found = [tried(articles, *number) for number in numbers]
    (RESULTS / "folds.json").write_text(
        json.dumps({one.name: _row(one) for one in found}, indent=1) + "\n", "utf-8"
    )
    console.print(_table(found))


def analyzed(items: Sequence[Item]) -> Iterator[Labeled]:
    """The articles of the set with what the language part finds in them."""
    raw = (decode(orjson.dumps({"text": item.text})) for item in items)
    articles = [replace(normalize(one), language="de") for one in raw]
    yield from zip(items, articles, Analyzer(("de",)).analyze(articles), strict=True)


def tried(articles: Sequence[Labeled], table: str, key: str) -> Tried:
    """One number in five folds."""
    shipped = getattr(weights(), table)[key]
    values = sorted({round(shipped * share, 4) for share in _SHARES})
    scored = {
        value: _scored(_under(articles, table, key, value), _with(table, key, value))
        for value in values
    }
    measure = _measure(table, key)
    tried = Tried(f"{table}.{key}", shipped, [], [], [])
    for fold in range(FOLDS):
        others = {
            v: measure(_part(scored[v], fold, inside=False), _with(table, key, v)) for v in values
        }
        best = max(values, key=lambda v: (others[v], v == shipped))
        tried.chosen.append(best)
        for value, figures in ((best, tried.held_out), (shipped, tried.as_shipped)):
            figures.append(
                measure(_part(scored[value], fold, inside=True), _with(table, key, value))
            )
    return tried


def _under(articles: Sequence[Labeled], table: str, key: str, value: float) -> Sequence[Labeled]:
    """The articles as they are analyzed under another value, where that makes a difference."""
    inside = table in _IN_ANALYSIS or (table, key) in _ANALYZED_TOO
    if not inside or value == getattr(weights(), table)[key]:
        return articles
    with ExitStack() as exchanged:
        for module in _ASKING:
            exchanged.enter_context(
                patch.object(module, "weights", return_value=_with(table, key, value))
            )
        return list(analyzed([item for item, *_ in articles]))


def _with(table: str, key: str, value: float) -> Weights:
    changed: dict[str, Any] = {table: {**getattr(weights(), table), key: value}}
    return replace(weights(), **changed)


def _scored(articles: Sequence[Labeled], scale: Weights) -> Scored:
    return [
        (item, score(article, said.keywords, said.events, domain=said.domain, scale=scale))
        for item, article, said in articles
    ]


def _part(scored: Scored, fold: int, *, inside: bool) -> Scored:
    return [one for place, one in enumerate(scored) if (place % FOLDS == fold) == inside]


def _measure(table: str, key: str) -> Measure:
    if table == "direction":
        return lambda part, _: fmean(said.direction == item.direction for item, said in part)
    if key == "threshold":
        return lambda part, scale: f1_at(scale.level[key], *_decisions(part))
    if table == "level":
        return lambda part, _: fmean(said.level == item.level for item, said in part)
    return _ranking


def _ranking(part: Scored, _: Weights) -> float:
    scores, severe = _decisions(part)
    return (auc(scores, severe) + spearman(scores, [item.level for item, _ in part])) / 2


def _decisions(part: Scored) -> tuple[list[float], list[bool]]:
    return [said.value for _, said in part], [item.level >= SEVERE for item, _ in part]


def _row(one: Tried) -> dict[str, Any]:
    return {
        "shipped": one.shipped,
        "chosen": one.chosen,
        "held_out": [round(figure, 4) for figure in one.held_out],
        "as_shipped": [round(figure, 4) for figure in one.as_shipped],
    }


def _table(found: Sequence[Tried]) -> Table:
    table = Table("number", "shipped", "chosen", "held out: mean (low to high)", "as shipped")
    for one in found:
        table.add_row(
            one.name,
            f"{one.shipped:g}",
            " ".join(f"{value:g}" for value in one.chosen),
            f"{fmean(one.held_out):.3f} ({min(one.held_out):.3f} to {max(one.held_out):.3f})",
            f"{fmean(one.as_shipped):.3f}",
        )
    return table


if __name__ == "__main__":
    typer.run(main)
