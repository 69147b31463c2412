"""``python -m bench``: every way in one run, in turns, so that a busy machine slows all alike."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Protocol

import typer
from rich.console import Console

from bench import cost, kafka, machine, report
from bench.articles import Sample, sample, words
from bench.errors import BenchError
from bench.inline import BATCH, Bare, Whole
from bench.paths import RESULTS, SHARED
from bench.results import Results, Round, Spent, Start, write
from worker.cli.failures import CommandError
from worker.local import LocalKafka, LocalKafkaError

POOLS = {1: "Kafka, 1 pool process", 2: "Kafka, 2 pool processes"}


class Drive(Protocol):
    """``kafka.drive`` with broker and log settled."""

    async def __call__(self, values: Sequence[bytes], *, pool: int) -> tuple[Spent, Start]:
        """What the articles take; the worker that took it."""


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
    report.PAGE.write_text(report.render(found, cost.load()), encoding="utf-8")
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
            drive = partial(kafka.drive, warm_up=warm_up, bootstrap=broker.bootstrap, log=log)
            for number in range(rounds):
                found.append(_round(measured.part(number, size), bare, whole, drive))
                load.append(machine.load_average())
                console.print(_progress(number, found[-1]))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Results(made, measured.source, machine.describe(load, bare.model), tuple(found))


def _round(values: Sequence[bytes], bare: Bare, whole: Whole, drive: Drive) -> Round:
    ways = {"nlp.pipe alone": bare.run(values), "coder": whole.run(values)}
    starts = []
    for pool, way in POOLS.items():
        ways[way], start = asyncio.run(drive(values, pool=pool))
        starts.append(start)
    return Round(len(values), sum(map(words, values)), ways, tuple(starts))


def _progress(number: int, one: Round) -> str:
    spent = ", ".join(f"{way} {spent.seconds:.1f} s" for way, spent in one.ways.items())
    return f"round {number + 1}: {one.words} words; {spent}"


if __name__ == "__main__":
    typer.run(main)
