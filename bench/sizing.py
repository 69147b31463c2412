"""``python -m bench.sizing``: bytes an article by topic, and how many transactions a broker takes.

Sizes are those of Kafka's log files, with batches, transaction markers and all, of one replica and without
compression; they do not depend on how busy the machine is. Speeds do.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import orjson
import typer
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from bench import kafka as bench
from bench import machine
from bench.articles import sample
from bench.paths import RESULTS, ROOT, SHARED
from worker.cli import cluster, scrape
from worker.cli.clients import running
from worker.config import Kafka
from worker.local import LocalKafka
from worker.messages.record import Record
from worker.messages.topics import Topics
from worker.streams.writer import Writer

PAGE, RESULT = ROOT / "doc/sizing.md", RESULTS / "sizing.json"
MARK = "<!-- measured -->"
_LANES, _SECONDS = (1, 4, 16), 4.0
#: Stories and index follow the coder; their last transactions are awaited so long without a change.
_QUIET_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """``bytes`` and ``records`` by topic for ``articles`` articles of ``source``; transactions in all."""

    made: str
    source: str
    articles: int
    bytes: dict[str, int]
    records: dict[str, int]
    transactions: int
    lanes: dict[str, float]
    load: list[float]


def main(
    articles: Annotated[int, typer.Option(min=1, help="How many articles.")] = 400,
    shared: Annotated[
        Path, typer.Option(help="The folder with articles/wikinews_de.jsonl.")
    ] = SHARED,
) -> None:
    """Measure, and write bench/results/sizing.json and the tables in doc/sizing.md."""
    load = [machine.load_average()]
    with TemporaryDirectory(prefix="escalation-sizing-") as name, LocalKafka(Path(name)) as broker:
        measured = sample(shared)
        values = measured.part(0, articles)
        found = asyncio.run(_through(broker.bootstrap, values, Path(name)))
        lanes = {str(n): asyncio.run(_transactions(broker.bootstrap, n)) for n in _LANES}
    load.append(machine.load_average())
    made = datetime.now(UTC).isoformat(timespec="seconds")
    sizes = Sizes(made, measured.source, articles, *found, lanes, load)
    RESULT.write_bytes(orjson.dumps(asdict(sizes), option=orjson.OPT_INDENT_2) + b"\n")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    after = rest.partition(MARK)[2]
    PAGE.write_text(f"{before}{MARK}\n{render(sizes)}\n{MARK}{after}", encoding="utf-8")


async def _through(
    bootstrap: str, values: Sequence[bytes], folder: Path
) -> tuple[dict[str, int], dict[str, int], int]:
    """Send the articles through a worker; bytes and records by topic, and transactions."""
    prefix = f"sizing-{uuid.uuid4().hex[:8]}."
    kafka = Kafka(bootstrap=bootstrap, group=prefix, topic_prefix=prefix)
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.make(admin, kafka)
        before = _disk(folder, "__")
        async with bench.worker(kafka, 1, folder / "worker.log") as process:
            await bench.through(admin, kafka, values)
            counts = await _settled(process.url)
        internal = {name: size - before.get(name, 0) for name, size in _disk(folder, "__").items()}
    sizes = {name.removeprefix(prefix): size for name, size in _disk(folder, prefix).items()}
    records = {labels[0].removeprefix(prefix): n for labels, n in counts["output_records"].items()}
    return sizes | internal, records | {"articles.raw": len(values)}, counts["transactions"].total()


async def _settled(url: str) -> dict[str, scrape.Counts]:
    """The counts once they have not changed for a while."""
    counts, changed = await scrape.counts(url), time.monotonic()
    while time.monotonic() - changed < _QUIET_SECONDS:
        await asyncio.sleep(0.5)
        now = await scrape.counts(url)
        if now["transactions"] != counts["transactions"]:
            counts, changed = now, time.monotonic()
    return counts


def _disk(folder: Path, prefix: str) -> dict[str, int]:
    """Bytes of the log files by topic, of the topics that begin with ``prefix``."""
    sizes: dict[str, int] = {}
    for log in folder.glob(f"topics/{prefix}*/*.log"):
        topic = log.parent.name.rpartition("-")[0]
        sizes[topic] = sizes.get(topic, 0) + log.stat().st_size
    return sizes


async def _transactions(bootstrap: str, lanes: int) -> float:
    """Transactions a second of so many lanes at once: a record and an offset each, as fast as they go."""
    prefix = f"lanes-{uuid.uuid4().hex[:8]}."
    kafka = Kafka(bootstrap=bootstrap, group=prefix, topic_prefix=prefix, partitions=lanes)
    async with running(AIOKafkaAdminClient, kafka.connection()) as admin:
        await cluster.make(admin, kafka)
        counts = await asyncio.gather(*(_lane(admin, kafka, number) for number in range(lanes)))
    return round(sum(counts) / _SECONDS, 1)


async def _lane(admin: AIOKafkaAdminClient, kafka: Kafka, number: int) -> int:
    topics = Topics(kafka.topic_prefix)
    source = TopicPartition(topics.raw.name, number)
    writer = Writer(source, group=kafka.group, connection=kafka.connection())
    await admin.find_coordinator(kafka.group)
    await writer.open(admin)
    record = Record(topics.enriched.name, b"key", b"x" * 4_000, partition=number)
    count, end = 0, time.monotonic() + _SECONDS
    while time.monotonic() < end:
        count += 1
        await writer.commit([record], offset=count, metadata="")
    await writer.close()
    return count


def render(sizes: Sizes) -> str:
    """The tables of doc/sizing.md."""
    topics = [topic.base for topic in Topics() if sizes.bytes.get(topic.base)]
    topics += sorted(name for name in sizes.bytes if name.startswith("__"))
    rows = [_row(name, sizes) for name in topics]
    total = sum(sizes.bytes.values()) / sizes.articles
    lanes = [f"| {n} | {each:.0f} | {each / int(n):.0f} |" for n, each in sizes.lanes.items()]
    return "\n".join(
        [
            f"{sizes.articles} articles ({sizes.source}), {sizes.transactions} transactions in all:",
            "",
            "| topic | records an article | bytes an article | GB for a million |",
            "| --- | ---: | ---: | ---: |",
            *rows,
            f"| all |  | {total:,.0f} | {total / 1000:.1f} |",
            "",
            "| lanes at once | transactions/s | of each |",
            "| ---: | ---: | ---: |",
            *lanes,
            "",
            f"Measured {sizes.made} on 2 shared cores, load average {sizes.load[0]} before and "
            f"{sizes.load[1]} after: the speeds are lower bounds, the sizes do not depend on it. "
            "`python -m bench.sizing` repeats it.",
        ]
    )


def _row(name: str, sizes: Sizes) -> str:
    records = sizes.records.get(name)
    shown = "" if records is None else f"{records / sizes.articles:.2f}"
    each = sizes.bytes[name] / sizes.articles
    return f"| `{name}` | {shown} | {each:,.0f} | {each / 1000:.2f} |"


if __name__ == "__main__":
    typer.run(main)
