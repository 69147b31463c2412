"""doc/performance.md: the results of the last run in tables; ``python -m bench.report`` writes it anew."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bench import cost, goals
from bench.latency import results as latency
from bench.paths import RESULTS, ROOT
from bench.results import Machine, Rate, Results, Start, rates, read
from bench.tables import table

PAGE = ROOT / "doc" / "performance.md"

_SPEED = ("way", "articles/s", "words/s", "ratio", "CPU ms/article", "broker, CPU ms/article")
_COST = ("part", "CPU ms/article", "ratio to the model")
_START = ("pool processes", "ready after, s", "worker, MB", "a pool process, MB", "all, MB")


def page() -> str:
    """The page for the last results of all benchmarks."""
    results = read(RESULTS / "throughput.json")
    return render(results, cost.load(), latency.load(), goals.others())


def render(
    results: Results,
    costs: cost.Costs,
    waits: latency.Latency | None = None,
    others: goals.Others = goals.NONE,
) -> str:
    """The page for these results."""
    starts = [start for one in results.rounds for start in one.starts]
    pools = sorted({start.pool for start in starts})
    return f"""\
# Performance

`make bench` measures this and writes this page.

## Goals
{goals.render(results, costs, waits, others)}

- **the broker's share subtracted**: with two pool processes on two cores the broker takes its time from
  them; half of it is taken off theirs.
- **its compute**: what the coder alone takes for the same article.

## Speed
`python -m bench --articles N --rounds N` takes more articles and rounds.
{_sample(results)}
In a round every way has the same articles, one way after the other. Figures are medians over the
rounds; the ratio is to the speed of `nlp.pipe` alone in the same round.

{table(_SPEED, map(_rate, rates(results.rounds)))}

- **nlp.pipe alone**: spaCy with the shipped German weights, without the project's own components, the
  texts decoded and normalized beforehand. One process.
- **coder**: the whole stage, from the bytes of an article to its outcome with entities, keywords, score
  and events. One process.
- **records, to the pool and back**: outcomes to the bytes of their records, and the pickles of articles and
  records on their way through the pipes; beside the coder's time, in the same processes.
- **Kafka**: a worker on a real Kafka of this machine, from the first article sent to the last one's
  events committed. Broker and producer share the cores; CPU is that of worker and pool.
- **plain aiokafka loop**: bench/plain.py, what one would write without us in one process, with the same model
  and one transaction a batch; without dead letters, corrections, stories and index, which ours has.
- **lanes without a model**: a worker whose pool answers at once with records of real sizes.

## How long an article takes
`python -m bench.latency --seconds N`: from the producer's `send` until a read_committed reader has the
article. A worker with two pool processes; articles come at random times at half the speed that it showed,
then one a second.

{latency.render(waits) if waits else "Not measured yet."}

## Start and memory
{table(_START, [_start(pool, starts) for pool in pools])}

Ready: models loaded, partitions assigned, lanes open. Memory: resident after the articles of a round.
Outcomes over Kafka: {_outcomes(starts)}.

## What our own components cost
`python -m bench.cost`: {costs.articles} articles a round through the networks and then through each
component, in one process; medians of {len(costs.rounds)} rounds. Load average meanwhile: {costs.load:.1f}.

{table(_COST, cost.table(costs))}

- **language model**: spaCy's networks, from the text to the parse.
- **mending names and subjects**: what tables and grammar know better (`worker/nlp/mending`).
- **reading the Doc**: its tokens read once into plain objects, and trees mended.

## Machine
{_machine(results.made, results.machine)}
"""


def _sample(results: Results) -> str:
    size, words = results.rounds[0].articles, [f"{one.words:,}" for one in results.rounds]
    return (
        f"Articles: {results.source}.\nRounds: {len(words)}, each with the next {size} articles "
        f"({', '.join(words)} words)."
    )


def _rate(rate: Rate) -> Sequence[str]:
    figures = (
        f"{rate.articles:.1f}",
        f"{rate.words:,.0f}",
        f"{rate.ratio:.2f}",
        f"{rate.cpu_ms:.1f}",
        f"{rate.broker_ms:.1f}" if rate.broker_ms else "",
    )
    return rate.way, *figures


def _start(pool: int, starts: Sequence[Start]) -> Sequence[str]:
    these = [start for start in starts if start.pool == pool]
    return (
        str(pool),
        f"{median(start.ready_seconds for start in these):.1f}",
        f"{median(start.worker_mb for start in these):.0f}",
        f"{median(mb for start in these for mb in start.children_mb):.0f}",
        f"{median(start.worker_mb + sum(start.children_mb) for start in these):.0f}",
    )


def _outcomes(starts: Sequence[Start]) -> str:
    """Counts of one pass over the articles of all rounds: they are the same at every pool size."""
    these = [start for start in starts if start.pool == starts[0].pool]
    names = sorted({name for start in these for name in start.outcomes})
    counts = [f"{sum(start.outcomes.get(name, 0) for start in these):,} {name}" for name in names]
    return ", ".join([*counts, f"{sum(start.events for start in these):,} events"])


def _machine(made: str, machine: Machine) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions.items())
    load = ", ".join(f"{value:.1f}" for value in machine.load_average)
    return f"""\
Measured {made} on {machine.cores} cores of {machine.cpu}, {machine.memory_gb} GB, {machine.system};
OPENBLAS_NUM_THREADS=1. Load average before the first round and after each: {load}.
The benchmark alone makes about {machine.cores} of it; the rest is other programs, which cost speed more
than CPU time.
Versions: {versions}."""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
