"""``make identity``: the same articles give the same bytes, whatever the batches, the pool and the way.

``code`` is the measure: the lines it prints hold the values of all records. Each batch size, with each size
of the pool, twice, and once through Kafka must give those values, byte for byte.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from itertools import product
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from bench import kafka
from bench.articles import sample
from bench.paths import RESULTS, SHARED
from worker import __version__
from worker.cli.reading import reader, records
from worker.domain.outcome import Tier
from worker.local import LocalKafka
from worker.messages.outputs import as_json
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.stages.building import CoderOptions, build_coder
from worker.streams.pool import Pool, PoolOptions

BATCHES, POOLS, RUNS = (1, 8, 64), (1, 2), (1, 2)
_CODE_BATCH = 16
#: An article may wait long for a processor that others use, too; that says nothing about its bytes.
_PATIENCE = 900.0

#: The values of an article's records: the article, then its events; none where it is not published.
Values = tuple[bytes, ...]


def main(
    shared: Annotated[Path, typer.Option(help="The folder with articles/.")] = SHARED,
    articles: Annotated[int, typer.Option(help="How many of them.")] = 850,
    through_kafka: Annotated[bool, typer.Option("--kafka/--no-kafka")] = True,
    tier: Annotated[Tier, typer.Option(help="The tier that reads.")] = "fast",
    encoder: Annotated[
        Path | None, typer.Option(help="Weights instead of those that ship.")
    ] = None,
) -> None:
    """Compare all ways; ends with 1 when a single byte differs."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    values = list(sample(shared).values[:articles])
    options = CoderOptions(tier=tier, encoder=encoder and encoder.resolve())
    file = RESULTS / ("identity.json" if tier == "fast" else f"identity_{tier}.json")
    wanted = coded(values, options)
    console.print(f"code: {len(values)} articles, {digest(wanted)[:12]}")
    ways = []
    for batch, pool, run in product(BATCHES, POOLS, RUNS):
        found = asyncio.run(pooled(values, options, batch=batch, pool=pool))
        ways.append(_way(wanted, found, batch=batch, pool=pool, run=run))
        console.print(str(ways[-1]))
    if through_kafka:
        ways.append(_through_kafka(wanted, asyncio.run(delivered(values, options))))
        console.print(str(ways[-1]))
    file.write_bytes(orjson.dumps(_results(wanted, ways), option=orjson.OPT_INDENT_2) + b"\n")
    raise typer.Exit(1 if any(way["differ"] for way in ways) else 0)


def coded(values: Sequence[bytes], options: CoderOptions) -> list[Values]:
    """What ``code`` prints of each article."""
    coder, found = build_coder(options), list[Values]()
    for start in range(0, len(values), _CODE_BATCH):
        for outcome in coder.code(values[start : start + _CODE_BATCH]):
            line = as_json(outcome)
            published = line["outcome"] == "published"
            parts = [line["article"], *line["events"]] if published else []
            found.append(tuple(map(orjson.dumps, parts)))
    return found


async def pooled(
    values: Sequence[bytes], coder: CoderOptions, *, batch: int, pool: int
) -> list[Values]:
    """What a pool of real processes makes of each article, in batches of ``batch``."""
    options = PoolOptions(
        size=pool, batch_records=batch, batch_bytes=2**24,
        article_timeout=_PATIENCE, start_timeout=_PATIENCE,
    )  # fmt: skip
    command = (sys.executable, "-m", "worker.child")
    made = Pool(command, coder, options=options, metrics=Metrics(version=__version__))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(made.stop)
        await made.start()
        results = await asyncio.gather(*map(made.submit, values))
    names = (Topics().enriched.name, Topics().events.name)
    return [
        tuple(record.value or b"" for record in result.records if record.topic in names)
        for result in results
    ]


async def delivered(values: Sequence[bytes], options: CoderOptions) -> Counter[bytes]:
    """The values that a worker writes to articles.enriched and events.coded, read committed."""
    more: dict[str, object] = {"coder.tier": options.tier}
    if options.encoder is not None:
        more["coder.weights"] = options.encoder
    with tempfile.TemporaryDirectory() as folder, LocalKafka(Path(folder) / "kafka") as broker:
        async with kafka.played(
            values, bootstrap=broker.bootstrap, folder=Path(folder), more=more
        ) as played:
            found: Counter[bytes] = Counter()
            for topic in (played.topics().enriched.name, played.topics().events.name):
                connection = played.connection()
                async with reader(connection, topic, from_beginning=True) as consumer:
                    async for record in records(consumer, idle=3.0):
                        found[record.value or b""] += 1
            return found


def digest(found: Iterable[Values]) -> str:
    """SHA-256 over all values in their order."""
    sha = hashlib.sha256()
    for values in found:
        for value in values:
            sha.update(len(value).to_bytes(4, "big") + value)
    return sha.hexdigest()


def _way(wanted: list[Values], found: list[Values], **how: int) -> dict[str, Any]:
    differ = sum(one != other for one, other in zip(wanted, found, strict=True))
    return {**how, "sha256": digest(found), "differ": differ}


def _through_kafka(wanted: list[Values], found: Counter[bytes]) -> dict[str, Any]:
    """Partitions have no order among them: the values are compared, each as often as it comes."""
    expected = Counter(value for values in wanted for value in values)
    return {
        "way": "kafka",
        "records": found.total(),
        "differ": (expected - found | found - expected).total(),
    }


def _results(wanted: list[Values], ways: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "code": __version__,
        "articles": len(wanted),
        "records": sum(map(len, wanted)),
        "code_sha256": digest(wanted),
        "ways": ways,
    }


if __name__ == "__main__":
    typer.run(main)
