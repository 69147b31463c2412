"""``python -m bench.latency``: how long an article takes, and what a worker takes that has nothing to do.

One worker with two pool processes. Articles come at random times at half the speed that it showed just
before, then one a second, then none. The clock of an article runs from the producer's ``send`` to the moment
at which a read_committed reader has it from ``articles.enriched``; its events are in the same transaction.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from bench.articles import sample
from bench.errors import BenchError
from bench.latency.results import FILE, render
from bench.latency.run import measure
from bench.paths import SHARED
from worker.cli.failures import CommandError
from worker.local import LocalKafkaError


def main(
    seconds: Annotated[float, typer.Option(min=1, help="Seconds of each load.")] = 60.0,
    shared: Annotated[
        Path, typer.Option(help="The folder with articles/wikinews_de.jsonl.")
    ] = SHARED,
) -> None:
    """Measure; writes bench/results/latency.json, of which `python -m bench.report` makes tables."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    try:
        found = measure(sample(shared), seconds, console)
    except (BenchError, CommandError, LocalKafkaError) as error:
        console.print(f"bench.latency: {error}", style="red")
        raise typer.Exit(1) from error
    FILE.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    console.print(render(found))


if __name__ == "__main__":
    typer.run(main)
