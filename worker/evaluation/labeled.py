"""The labeled articles of the news set, and what was found of them side by side with the labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, product
from pathlib import Path
from typing import Any, get_args

from worker.domain.actor import Actor
from worker.domain.errors import DataError
from worker.domain.event import Event
from worker.domain.score import Direction
from worker.evaluation.judgment import Judgment
from worker.evaluation.lines import lines
from worker.languages.scoring import weights

Dyad = tuple[str, str, str]
#: Levels from here on are coercion, threat or force.
SEVERE = 2
LEVELS = range(5)
_DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
#: The sets use the older PLOVER name for both kinds of giving way.
_OLDER_NAMES = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_OLD_NEWS = frozenset({"historical", "negated", "conditional"})
#: The set names at most so many main actions an article.
_MAIN = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One labeled article; ``topic`` is its desk ("sport"), where the set says so."""

    id: str
    text: str
    level: int
    direction: Direction
    dyads: frozenset[Dyad]
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """An article with what was found of it."""

    item: Item
    score: float
    level: int
    direction: Direction
    dyads: frozenset[Dyad]

    @property
    def severe(self) -> bool:
        """Whether it reports coercion, threat or force, by its label."""
        return self.item.level >= SEVERE

    @property
    def alarm(self) -> bool:
        """Whether its score reaches the shipped threshold of level 2."""
        return self.score >= weights().level["threshold"]


def read(path: Path) -> list[Item]:
    """The items of a news set; raises DataError with file and line where one is wrong."""
    return [_item(path, number, line) for number, line in lines(path)]


def rated(item: Item, found: Judgment) -> Rated:
    """An item beside the judgment of its text; an article without a conflict has no dyads."""
    score = found.score
    said = dyads(found.events) if score.level else frozenset()
    return Rated(item, score.value, score.level, score.direction, said)


def dyads(events: Iterable[Event]) -> frozenset[Dyad]:
    """What the events newly report, as the set writes it: the first few with both sides known."""
    news = sorted(
        (event for event in events if event.resolved_type and event.modality not in _OLD_NEWS),
        key=lambda event: event.trigger.start,
    )
    return frozenset(islice(dict.fromkeys(chain.from_iterable(map(_dyads, news))), _MAIN))


def _dyads(event: Event) -> Iterator[Dyad]:
    kind = event.resolved_type or event.type
    for source, target in product(_codes(event.sources), _codes(event.targets)):
        yield source, _OLDER_NAMES.get(kind, kind), target


def _codes(actors: Iterable[Actor]) -> list[str]:
    return sorted({actor.code for actor in actors if actor.code})


def _item(path: Path, number: int, line: str) -> Item:
    try:
        item = _labels(json.loads(line))
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(
            f"{path}:{number}: no news item ({error}): expected a JSON object with id, text, level, dyads"
        ) from error
    if item.level not in LEVELS:
        raise DataError(f"{path}:{number}: level {item.level}: allowed are 0 to 4")
    return item


def _labels(row: dict[str, Any]) -> Item:
    return Item(
        id=str(row["id"]),
        text=str(row["text"]),
        level=int(row["level"]),
        direction=_DIRECTIONS[_DIRECTIONS.index(row.get("direction", "none"))],
        dyads=frozenset(
            (str(source), str(kind), str(target)) for source, kind, target in row["dyads"]
        ),
        topic=row.get("topic"),
    )
