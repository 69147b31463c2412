"""A worker without language models: what its lanes, pool and transactions take by themselves.

``python -m bench.echo BOOTSTRAP GROUP PREFIX`` is such a worker and prints "ready"; its pool runs
``python -m bench.echo``, which answers at once with records of the sizes that real ones have. They go out
in real transactions; there are no signatures, so the stages behind the coder are idle.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import structlog

from worker.messages.raw import decode
from worker.messages.record import Record
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.streams.app import GroupOptions
from worker.streams.connection import Connection
from worker.streams.ending import leave, run
from worker.streams.pool import PoolOptions
from worker.streams.processed import Process, Processed
from worker.streams.runtime import Worker, WorkerOptions
from worker.streams.serve import serve

#: Bytes of an enriched article, and of each of its events: bench/results/sizing.json.
ENRICHED, EVENT, EVENTS = 7_063, 1_683, 3


def build(prefix: str) -> Process:
    """What a process of the pool does with the values of articles."""
    topics = Topics(prefix)

    def process(values: Sequence[bytes | None]) -> list[Processed]:
        return [answer(value, topics) for value in values]

    return process


def answer(value: bytes | None, topics: Topics) -> Processed:
    """An article as if it had been coded; raises ArticleError for one that is none."""
    name = decode(value).id
    enriched = Record(topics.enriched.name, name.encode(), b"x" * ENRICHED)
    event = Record(topics.events.name, name.encode(), b"x" * EVENT)
    return Processed(
        "published", article_id=name, language="de", records=(enriched, *[event] * EVENTS)
    )


async def main(bootstrap: str, group: str, prefix: str) -> None:
    """Run the worker until a signal."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    options = WorkerOptions(
        connection=Connection(bootstrap),
        group=GroupOptions(group),
        topics=Topics(prefix),
        pool=PoolOptions(size=2),
        pool_command=(sys.executable, "-m", "bench.echo"),
        pool_hello=prefix,
    )

    def ready() -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    await Worker(options, Metrics(version="bench")).run(on_ready=ready)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(serve(build))
    run(main(*sys.argv[1:4]))
    leave(0)
