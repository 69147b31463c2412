"""From the entries of the ledger to a level, a direction and a band on Kahn's ladder.

The levels: 0 none, 1 tension, 2 coercion or threat, 3 limited force, 4 war. The score decides from where on
there is more than tension, so that score and level never contradict each other; what is said decides between
2, 3 and 4. Talks and truces are news of a conflict, too: level 1, though they lower the score; so is
a country that accuses another, however short the report. All thresholds stand in score.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from worker.domain.score import Direction, Ladder, Level
from worker.domain.text import Span
from worker.languages.scoring import Weights
from worker.stages.ledger import Entry

_LEVELS: tuple[Level, ...] = get_args(Level)
_COERCION, _FORCE, _WAR = 2, 3, 4


def level(value: float, entries: Sequence[Entry], scale: Weights) -> Level:
    """The level of an article with the score ``value``."""
    if value < scale.level["threshold"]:
        said = sum(abs(entry.tenths) for entry in entries) / 10
        quarrel = any(entry.quarrel for entry in entries)
        return 1 if quarrel or said >= scale.level["tension"] else 0
    if mass(entries, _WAR) >= scale.level["war"]:
        return 4
    return 3 if mass(entries, _FORCE) >= scale.level["force"] else 2


def mass(entries: Sequence[Entry], least: int) -> float:
    """The points of what stands for the level ``least`` or more."""
    return sum(entry.tenths for entry in entries if entry.level >= least) / 10


def direction(reached: Level, entries: Sequence[Entry], scale: Weights) -> Direction:
    """Where the news moves the conflict: the share that relief has of all that moves it."""
    raised = sum(entry.tenths for entry in entries if entry.tenths > 0 and entry.level >= _COERCION)
    eased = -sum(entry.tenths for entry in entries if entry.tenths < 0) * scale.direction["relief"]
    if not reached or not raised + eased:
        return "none"
    share = eased / (raised + eased)
    if share >= scale.direction["deescalating"]:
        return "deescalating"
    return "mixed" if share >= scale.direction["mixed"] else "escalating"


def kahn(reached: Level, entries: Sequence[Entry], scale: Weights) -> Ladder | None:
    """The highest band among the events that count and that of the level, by last and first rung."""
    if not reached:
        return None
    bands = [scale.kahn[reached]]
    bands += [entry.kahn for entry in entries if entry.kahn and entry.tenths > 0]
    return max(bands, key=lambda band: (band[1], band[0]))


def evidence(reached: Level, entries: Sequence[Entry]) -> Span | None:
    """The place that weighs most among what stands for the level, or else for the next below it."""
    counting = [entry for entry in entries if entry.tenths > 0]
    for least in range(reached, 0, -1):
        standing = [entry for entry in counting if entry.level >= least]
        if standing:
            return max(standing, key=lambda entry: entry.tenths).lines[0].span
    return None
