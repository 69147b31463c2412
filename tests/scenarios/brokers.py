"""Rows 2 and 12: what happens to brokers."""

from __future__ import annotations

import asyncio

from tests.scenarios.ground import Ground
from tests.scenarios.play import playing
from tests.scenarios.table import Result, Sizes, scenario
from tests.scenarios.trio import Trio

_RESUME_SECONDS = 30.0


@scenario(
    2,
    "broker",
    does="{kills} times kill -9 of the broker, restarted with its data",
    passes="0 lost, 0 duplicates, output goes on within 30 s",
    full={"articles": 10_000, "kills": 5},
    small={"articles": 1000, "kills": 1},
)
async def broker(ground: Ground, sizes: Sizes) -> Result:
    """The broker dies under two workers and a producer, each time with transactions open."""
    slowest = 0.0
    async with playing(ground, sizes["articles"]) as play:
        for number in range(sizes["kills"]):
            await play.reached(0.9 * (number + 1) / (sizes["kills"] + 1))
            ground.kafka.kill()
            await asyncio.to_thread(ground.kafka.restart)
            resumed = await play.reader.next(seconds=2 * _RESUME_SECONDS)
            slowest = max(slowest, resumed or 2 * _RESUME_SECONDS)
        play.result.hold(slowest <= _RESUME_SECONDS, f"resumes within 30 s, not {slowest:.1f} s")
        result = await play.finish()
        result.figures |= {"kills": sizes["kills"], "resumed after, s": round(slowest, 1)}
        return result


@scenario(
    12,
    "replicas",
    does="three brokers, replication 3, min.insync 2: each killed in turn, {rounds} rounds",
    passes="0 lost, 0 duplicates",
    full={"articles": 10_000, "rounds": 3},
    small={"articles": 600, "rounds": 1},
)
async def replicas(ground: Ground, sizes: Sizes) -> Result:
    """One broker after the other dies and comes back; two of three are always there."""
    slowest = 0.0
    with Trio(ground.folder / "trio") as trio:
        there = Ground(ground.kafka, ground.folder, trio.bootstrap, replication=3)
        async with playing(there, sizes["articles"]) as play:
            for number in range(3 * sizes["rounds"]):
                await play.reached(0.9 * (number + 1) / (3 * sizes["rounds"] + 1))
                trio.kill(number % 3)
                resumed = await play.reader.next(seconds=2 * _RESUME_SECONDS)
                slowest = max(slowest, resumed or 2 * _RESUME_SECONDS)
                await asyncio.to_thread(trio.restart, number % 3)
            result = await play.finish()
    result.figures |= {"kills": 3 * sizes["rounds"], "resumed after, s": round(slowest, 1)}
    return result
