"""A part of row 11: a broker of its own whose disk is full."""

from __future__ import annotations

import asyncio
import shutil

from tests.scenarios.comparison import PATIENCE_SECONDS, compare
from tests.scenarios.disk import NoDisk, Small
from tests.scenarios.ground import Ground, serving
from tests.scenarios.table import Result
from tests.scenarios.traffic import Traffic
from tests.support.waiting import until
from worker.local import LocalKafka


async def disk_full(ground: Ground, count: int) -> Result:
    """No room for the outputs; the supervisor starts the worker until there is."""
    result = Result()
    try:
        with Small(ground.folder / "small") as small:
            async with serving(LocalKafka(small.folder / "kafka")) as kafka:
                try:
                    await _filled(Ground(kafka, ground.folder), small, result, count)
                finally:  # the disk goes, and the log with it
                    shutil.copy(kafka.log, ground.folder / "full.log")
    except NoDisk as error:
        result.figures["disk full"] = f"not tried: {error}"
    else:
        result.figures["disk full"] = "mended, nothing lost" if result.passed else "did not hold"
    return result


async def _filled(ground: Ground, small: Small, result: Result, count: int) -> None:
    """Slow articles, so that there is output still to come when the room is gone."""
    async with ground.stage() as (cluster, fleet):
        traffic = Traffic(cluster.topics, count, "SLOW")
        await cluster.send(traffic.messages())
        await fleet.start("one")
        await cluster.read(cluster.topics.enriched.name, expected=count // 10)
        small.fill()
        await until(lambda: not ground.kafka.running, seconds=PATIENCE_SECONDS)
        small.empty()
        await asyncio.to_thread(ground.kafka.restart)
        await compare(cluster, traffic, result)
