"""Rows 2 and 12: what happens to brokers, and to workers that are opening their partitions just then."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.scenarios.ground import Ground, serving
from tests.scenarios.play import Play, playing
from tests.scenarios.table import Result, Sizes, scenario
from tests.scenarios.trio import Trio
from tests.support.waiting import until
from worker.local import LocalKafka

_RESUME_SECONDS = 30.0
#: One batch at a time: the broker is still loading the group when it knows its transactions again.
_SLOW_TO_LOAD = {"offsets.load.buffer.size": "1"}


@scenario(
    2,
    "broker",
    does="{kills} times kill -9 of the broker, restarted with its data, while a killed worker comes back",
    passes="0 lost, 0 duplicates, output goes on within 30 s",
    full={"articles": 10_000, "kills": 5},
    small={"articles": 300, "kills": 1},
)
async def broker(ground: Ground, sizes: Sizes) -> Result:
    """The broker dies under a producer and two workers, one with transactions open, one opening lanes."""
    kills, slowest = sizes["kills"], 0.0
    server = LocalKafka(ground.folder / "broker", settings=_SLOW_TO_LOAD)
    async with (
        serving(server) as kafka,
        playing(replace(ground, kafka=kafka), sizes["articles"], steps=2 * kills) as play,
    ):
        for number in range(kills):
            await play.step()
            await _reopens(play, "one" if number % 2 else "two", [kafka.log])
            kafka.kill()
            await asyncio.to_thread(kafka.restart)
            play.more()
            resumed = await play.reader.next(seconds=2 * _RESUME_SECONDS)
            slowest = max(slowest, resumed or 2 * _RESUME_SECONDS)
        play.result.hold(slowest <= _RESUME_SECONDS, f"resumes within 30 s, not {slowest:.1f} s")
        result = await play.finish()
    result.figures |= {"kills": kills, "resumed after, s": round(slowest, 1)}
    return result


@scenario(
    12,
    "replicas",
    does="three brokers, replication 3, min.insync 2: each killed in turn, {rounds} rounds",
    passes="0 lost, 0 duplicates, output goes on within 30 s",
    full={"articles": 10_000, "rounds": 3},
    small={"articles": 300, "rounds": 1},
)
async def replicas(ground: Ground, sizes: Sizes) -> Result:
    """One broker after the other dies, and a worker with it; two brokers of three are always there."""
    kills, slowest = 3 * sizes["rounds"], 0.0
    async with serving(Trio(ground.folder / "trio")) as trio:
        there = replace(ground, other=trio.bootstrap, replication=3)
        async with playing(there, sizes["articles"], steps=2 * kills) as play:
            for number in range(kills):
                await play.step()
                await _reopens(play, "one" if number % 2 else "two", trio.logs)
                trio.kill(number % 3)
                play.more()
                resumed = await play.reader.next(seconds=2 * _RESUME_SECONDS)
                slowest = max(slowest, resumed or 2 * _RESUME_SECONDS)
                await play.drained()
                await asyncio.to_thread(trio.restart, number % 3)
            play.result.hold(
                slowest <= _RESUME_SECONDS, f"goes on within 30 s, not {slowest:.1f} s"
            )
            result = await play.finish()
    result.figures |= {
        "kills": kills, "restarts": play.fleet.restarts, "went on after, s": round(slowest, 1)
    }  # fmt: skip
    return result


async def _reopens(play: Play, name: str, logs: Sequence[Path]) -> None:
    """Kill a worker, and wait until some worker opens the first of its partitions.

    Who opens one asks where the group has come to; killed now, the broker has to answer that after its
    start, when it may know its transactions already and the group not yet.
    """
    line = f"Initialized transactionalId {play.cluster.topics.prefix}"

    def opened() -> int:
        return sum(log.read_text(errors="replace").count(line) for log in logs)

    before = opened()
    await play.fleet.kill(name)
    await until(lambda: opened() > before, every=0.01)
