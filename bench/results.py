"""What a run of the benchmarks found, as it lies in bench/results/throughput.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import orjson
from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it ran; ``load_average`` (one minute) before the first round and after each."""

    cpu: str
    cores: int
    memory_gb: float
    system: str
    load_average: tuple[float, ...]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Start:
    """A worker with ``pool`` processes: seconds from start to ready, resident MB after its work."""

    pool: int
    ready_seconds: float
    worker_mb: int
    children_mb: tuple[int, ...]
    events: int
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spent:
    """What one way took: seconds on the clock, and of processors in all its processes.

    ``broker_seconds`` are those of the processor that the broker took beside them.
    """

    seconds: float
    cpu_seconds: float
    broker_seconds: float = 0.0

    def scaled(self, factor: float) -> Spent:
        """What a part or a multiple of the work takes."""
        return Spent(self.seconds * factor, self.cpu_seconds * factor, self.broker_seconds * factor)


@dataclass(frozen=True, slots=True)
class Round:
    """The same articles every way; ``ways`` in the order in which they ran."""

    articles: int
    words: int
    ways: Mapping[str, Spent]
    starts: tuple[Start, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A run; ``made`` is UTC, ``source`` says where the articles are from."""

    made: str
    source: str
    machine: Machine
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """Medians over the rounds: articles and words a second, processor milliseconds an article.

    ``ratio`` is to the speed of the first way in the same round; ``broker_ms`` are the broker's.
    """

    way: str
    articles: float
    words: float
    ratio: float
    cpu_ms: float
    broker_ms: float = 0.0


def rates(rounds: tuple[Round, ...]) -> list[Rate]:
    """Every way of the rounds, in their order."""
    first, *_ = ways = list(rounds[0].ways)
    return [
        Rate(
            way,
            articles=median(one.articles / one.ways[way].seconds for one in rounds),
            words=median(one.words / one.ways[way].seconds for one in rounds),
            ratio=median(one.ways[first].seconds / one.ways[way].seconds for one in rounds),
            cpu_ms=median(1000 * one.ways[way].cpu_seconds / one.articles for one in rounds),
            broker_ms=median(1000 * one.ways[way].broker_seconds / one.articles for one in rounds),
        )
        for way in ways
    ]


def read(path: Path) -> Results:
    """The results in a file; raises pydantic.ValidationError for another file."""
    return TypeAdapter(Results).validate_json(path.read_bytes())


def write(results: Results, path: Path) -> None:
    """The results as JSON, for people to compare too."""
    path.write_bytes(orjson.dumps(results, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
