"""``python -m bench``: every way in one run, in turns, so that a busy machine slows all alike."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console

from bench import kafka, machine, report
from bench.articles import Sample, sample, words
from bench.errors import BenchError
from bench.goals import BARE, CARRIED, LANES, ONE, PLAIN, TWO
from bench.inline import BATCH, Bare, Whole
from bench.paths import RESULTS, SHARED
from bench.results import Results, Round, Spent, Start, write
from worker.cli.failures import CommandError
from worker.local import LocalKafka, LocalKafkaError

POOLS = {1: ONE, 2: TWO}
#: Without a model articles are through before a clock can be read: so many times as many are sent.
_TIMES = 10
#: So many such rounds the broker has seen before the first one that counts.
_BEFORE = 10


@dataclass(frozen=True, slots=True)
class Cluster:
    """The broker of a run; ``warm_up`` is what every process has seen before it is measured."""

    bootstrap: str
    log: Path
    warm_up: Sequence[bytes]

    def worker(self, values: Sequence[bytes], pool: int) -> tuple[Spent, Start]:
        """What the articles take a worker; the worker."""
        return asyncio.run(kafka.drive(values, pool=pool, **self._same))

    def other(self, module: str, values: Sequence[bytes]) -> Spent:
        """What they take another program."""
        return asyncio.run(kafka.drive_other(module, values, **self._same))

    @property
    def _same(self) -> dict[str, Any]:
        return asdict(self)


def main(
    articles: Annotated[
        int, typer.Option(min=1, help="Articles a round; every round has others.")
    ] = 160,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; medians are reported.")] = 5,
    shared: Annotated[
        Path, typer.Option(help="The folder with articles/wikinews_de.jsonl.")
    ] = SHARED,
) -> None:
    """Measure speed, start and memory; writes bench/results/throughput.json and doc/performance.md."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    measured = sample(shared)
    console.print(f"{rounds} rounds of {articles} articles from {measured.source}")
    try:
        found = _measure(measured, articles, rounds, console)
    except (BenchError, CommandError, LocalKafkaError) as error:
        console.print(f"bench: {error}", style="red")
        raise typer.Exit(1) from error
    write(found, RESULTS / "throughput.json")
    report.PAGE.write_text(report.page(), encoding="utf-8")
    console.print(f"{report.PAGE} is written")


def _measure(measured: Sample, size: int, rounds: int, console: Console) -> Results:
    bare, whole, load = Bare(), Whole(), [machine.load_average()]
    # The first articles through a pipeline are slower than all later ones.
    warm_up = measured.values[-BATCH:]
    bare.run(warm_up)
    whole.run(warm_up)
    found = []
    with TemporaryDirectory(prefix="escalation-bench-") as folder:
        log = Path(folder) / "worker.log"
        with LocalKafka(Path(folder) / "kafka") as broker:
            cluster = Cluster(broker.bootstrap, log, warm_up)
            # Java compiles what it runs often, for a minute, on the cores that are measured.
            cluster.other("bench.echo", measured.part(0, size) * _TIMES * _BEFORE)
            for number in range(rounds):
                found.append(_round(measured.part(number, size), bare, whole, cluster))
                load.append(machine.load_average())
                console.print(_progress(number, found[-1]))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Results(made, measured.source, machine.describe(load, bare.model), tuple(found))


def _round(values: list[bytes], bare: Bare, whole: Whole, cluster: Cluster) -> Round:
    ways = {BARE: bare.run(values)}
    ways["coder"], ways[CARRIED] = whole.through(values)
    starts = []
    for pool, way in POOLS.items():
        ways[way], start = cluster.worker(values, pool)
        starts.append(start)
    ways[PLAIN] = cluster.other("bench.plain", values)
    ways[LANES] = cluster.other("bench.echo", values * _TIMES).scaled(1 / _TIMES)
    return Round(len(values), sum(map(words, values)), ways, tuple(starts))


def _progress(number: int, one: Round) -> str:
    spent = ", ".join(f"{way} {spent.seconds:.1f} s" for way, spent in one.ways.items())
    return f"round {number + 1}: {one.words} words; {spent}"


if __name__ == "__main__":
    typer.run(main)
