"""The goals of the worker's speed, and whether the last results meet them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import cost
from bench.latency.results import Latency, Load, quantile
from bench.paths import RESULTS
from bench.results import Results, Round, Start
from bench.tables import table

BARE, ONE, TWO = "nlp.pipe alone", "Kafka, 1 pool process", "Kafka, 2 pool processes"
PLAIN, LANES = "plain aiokafka loop", "lanes without a model"
CARRIED = "records, to the pool and back"

_HEAD = ("goal", "at least or most", "measured", "met")
_CORES = 2


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and its bound, a least or a most; ``figure`` is None where nothing was measured."""

    name: str
    bound: float
    figure: float | None
    most: bool = False
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is on the right side of the bound."""
        if self.figure is None:
            return False
        return self.figure <= self.bound if self.most else self.figure >= self.bound

    @property
    def row(self) -> tuple[str, str, str, str]:
        """Its row in the table."""
        sign = "≤" if self.most else "≥"
        if self.figure is None:
            return self.name, f"{sign} {self.bound:g}{self.unit}", "", "not measured"
        figure = f"{self.figure:.2f}" if abs(self.figure) < 10 else f"{self.figure:.0f}"
        met = "yes" if self.met else "no"
        return self.name, f"{sign} {self.bound:g}{self.unit}", f"{figure}{self.unit}", met


@dataclass(frozen=True, slots=True)
class Others:
    """Figures of other benchmarks: cost of a 100 times larger lexicon, growth of a soak in percent."""

    lexicon: float | None = None
    soak_percent: float | None = None


NONE = Others()


def render(results: Results, costs: cost.Costs, waits: Latency | None, others: Others) -> str:
    """The table of doc/performance.md."""
    goals = [*_speed(results), *_cost(costs, others), *_waits(waits), *_starts(results, others)]
    return table(_HEAD, (goal.row for goal in goals))


def others(folder: Path = RESULTS) -> Others:
    """What lexicon.json and scenarios.json say; a soak is one of an hour that held but for its memory."""
    lexicon, scenarios = (_json(folder / name) for name in ("lexicon.json", "scenarios.json"))
    soak = scenarios.get("soak", {})
    held = all(promise.startswith("memory") for promise in soak.get("broken", ()))
    counts = soak.get("full") and held
    growth = soak["figures"]["growth"].removesuffix("%") if counts else None
    return Others(lexicon.get("ratio"), None if growth is None else float(growth))


def speedup(rounds: tuple[Round, ...], way: str, base: str) -> float | None:
    """How much faster a way is than another in the same round, the median; None where one did not run."""
    both = [one.ways for one in rounds if way in one.ways and base in one.ways]
    return median(ways[base].seconds / ways[way].seconds for ways in both) if both else None


def without_broker(rounds: tuple[Round, ...]) -> float | None:
    """Two processes to one, were the broker on another machine.

    With two processes on two cores, what the broker takes is taken from them: its share of the time
    is subtracted. One process leaves it a core of its own.
    """
    both = [one.ways for one in rounds if ONE in one.ways and one.ways[TWO].broker_seconds]
    spared = [ways[TWO].seconds - ways[TWO].broker_seconds / _CORES for ways in both]
    ratios = [ways[ONE].seconds / rest for ways, rest in zip(both, spared, strict=True)]
    return median(ratios) if ratios else None


def _speed(results: Results) -> Iterator[Goal]:
    rounds = results.rounds
    yield Goal(
        "end to end with one pool process ÷ `nlp.pipe` alone", 0.9, speedup(rounds, ONE, BARE)
    )
    yield Goal(
        "two pool processes ÷ one, on two cores with the broker", 1.8, speedup(rounds, TWO, ONE)
    )
    yield Goal("the same, the broker's share subtracted", 1.8, without_broker(rounds))
    yield Goal("two pool processes ÷ plain aiokafka loop", 1.7, speedup(rounds, TWO, PLAIN))


def _cost(costs: cost.Costs, others: Others) -> Iterator[Goal]:
    own = costs.ratio(costs.own())
    yield _most("our own components ÷ language model", 0.25, own)
    yield _most("time with a 100 times larger lexicon", 1.2, others.lexicon)


def _waits(waits: Latency | None) -> Iterator[Goal]:
    half, steady = waits.loads if waits else (None, None)
    name = "p99 produce → read_committed"
    yield _most(f"{name} at half the full speed", 250, _p99(half, "milliseconds"), " ms")
    yield _most(f"{name} at one a second, beyond its compute", 120, _p99(steady, "beyond"), " ms")
    percent, resident = (waits.idle.cpu_percent, waits.idle.resident_mb) if waits else (None, None)
    yield _most("idle worker, share of a core", 1, percent, " %")
    yield _most("idle worker with two pool processes", 900, resident, " MB")


def _p99(load: Load | None, name: str) -> float | None:
    values = getattr(load, name) if load else ()
    return quantile(values, 0.99) if values else None


def _starts(results: Results, others: Others) -> Iterator[Goal]:
    starts: list[Start] = [start for one in results.rounds for start in one.starts]
    ready = median(start.ready_seconds for start in starts) if starts else None
    yield _most("start to ready", 5, ready, " s")
    yield _most("growth of memory in a soak of an hour", 5, others.soak_percent, " %")


def _most(name: str, bound: float, figure: float | None, unit: str = "") -> Goal:
    return Goal(name, bound, figure, most=True, unit=unit)


def _json(file: Path) -> Any:
    return json.loads(file.read_bytes()) if file.is_file() else {}
