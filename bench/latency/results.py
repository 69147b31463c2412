"""What the latency benchmark measured, its file, and its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from bench.paths import RESULTS
from bench.tables import table

FILE = RESULTS / "latency.json"

_HEAD = ("load", "articles", "articles/s", "p50, ms", "p99, ms", "p99 beyond its compute, ms")


@dataclass(frozen=True, slots=True)
class Load:
    """Milliseconds from send to read_committed of articles that came at ``rate`` a second.

    ``beyond`` is the same without what the coder alone takes for the article, where that was measured.
    """

    name: str
    rate: float
    milliseconds: tuple[float, ...]
    beyond: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Idle:
    """A worker without work: percent of a core over ``seconds``, resident MB, connections to Kafka.

    ``ready_seconds`` is from its start to ready, when models and libraries were in the file cache;
    ``started_mb`` is the memory of worker and pool then, ``worker_mb`` and ``children_mb`` after the work.
    """

    seconds: float
    cpu_percent: float
    ready_seconds: float
    started_mb: int
    worker_mb: int
    children_mb: tuple[int, ...]
    lanes: int
    connections: int

    @property
    def resident_mb(self) -> int:
        """Worker and pool together."""
        return self.worker_mb + sum(self.children_mb)


@dataclass(frozen=True, slots=True)
class Latency:
    """A run; ``load_average`` before, between and after its parts."""

    made: str
    load_average: tuple[float, ...]
    loads: tuple[Load, ...]
    idle: Idle


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all are not above: the nearest rank, nothing between two."""
    rank = -(-len(values) * share // 1)
    return sorted(values)[max(0, int(rank) - 1)]


def load(path: Path = FILE) -> Latency | None:
    """The results in a file, None where there is none; raises pydantic.ValidationError for another file."""
    return TypeAdapter(Latency).validate_json(path.read_bytes()) if path.is_file() else None


def render(found: Latency) -> str:
    """The tables of doc/performance.md."""
    idle, averages = found.idle, ", ".join(f"{one:.1f}" for one in found.load_average)
    return f"""\
{table(_HEAD, map(_row, found.loads))}

Idle over {idle.seconds:.0f} s: {idle.cpu_percent:.2f} % of a core, {idle.worker_mb} MB the worker and \
{" and ".join(map(str, idle.children_mb))} MB its pool
({idle.started_mb} MB in all before the first article), {idle.lanes} lanes, {idle.connections} connections \
to the one broker.
Measured {found.made}; load average before, between and after: {averages}."""


def _row(one: Load) -> tuple[str, ...]:
    took = one.milliseconds
    beyond = f"{quantile(one.beyond, 0.99):.0f}" if one.beyond else ""
    figures = (f"{quantile(took, 0.5):.0f}", f"{quantile(took, 0.99):.0f}", beyond)
    return one.name, f"{len(took):,}", f"{one.rate:.1f}", *figures
