"""Row 2: what happens to the broker."""

from __future__ import annotations

import asyncio

from tests.scenarios.ground import Ground
from tests.scenarios.play import playing
from tests.scenarios.table import Result, Sizes, scenario

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
