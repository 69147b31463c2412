"""Rows 1, 3, 7 and 8: what happens to workers."""

from __future__ import annotations

import time

from tests.scenarios.ground import Ground
from tests.scenarios.play import Play, lag, playing
from tests.scenarios.table import Result, Sizes, scenario
from tests.support.waiting import until

_OPENED, _FENCED = '"event": "lanes open"', '"event": "fenced"'
_SESSION_SECONDS = 6
_LEAVE_SECONDS = 5.0
_CATCH_UP_SECONDS = 60.0


@scenario(
    1,
    "kills",
    does="{kills} SIGKILLs of two workers in turn, under traffic",
    passes="0 lost, 0 duplicates",
    full={"articles": 10_000, "kills": 50},
    small={"articles": 300, "kills": 2},
)
async def kills(ground: Ground, sizes: Sizes) -> Result:
    """Each worker is killed with its lanes open, and restarted by its supervisor."""
    async with playing(ground, sizes["articles"]) as play:
        for number in range(sizes["kills"]):
            await play.reached(0.95 * (number + 1) / (sizes["kills"] + 1))
            await play.fleet.kill("one" if number % 2 else "two")
        return await _figured(play, kills=sizes["kills"])


@scenario(
    3,
    "rebalances",
    does="{changes} joins and leaves among three workers",
    passes="0 lost, 0 duplicates, order of a key kept, lag 0 within 60 s",
    full={"articles": 10_000, "changes": 20},
    small={"articles": 300, "changes": 2},
)
async def rebalances(ground: Ground, sizes: Sizes) -> Result:
    """One worker after the other leaves and comes back."""
    names = ("one", "two", "three")
    async with playing(ground, sizes["articles"], workers=names) as play:
        for number in range(sizes["changes"]):
            await play.reached(0.95 * (number + 1) / (sizes["changes"] + 1))
            name = names[number // 2 % len(names)]
            if number % 2:
                await play.fleet.start(name)
            else:
                code, _ = await play.fleet.stop(name)
                play.result.hold(code == 0, f"{name} leaves with 0, not {code}")
        result, changed = play.result, time.monotonic()
        await _figured(play, changes=sizes["changes"])
        result.hold(await lag(play.cluster) == 0, "lag 0 in the end")
        caught_up = max(0.0, play.reader.last - changed)
        result.figures["lag 0 after, s"] = round(caught_up, 1)
        result.hold(caught_up <= _CATCH_UP_SECONDS, "lag 0 within 60 s of the last change")
        return result


@scenario(
    7,
    "leaving",
    does="SIGTERM under load, {times} times",
    passes="exit 0 within 5 s, 0 lost, 0 duplicates",
    full={"articles": 10_000, "times": 50},
    small={"articles": 300, "times": 2},
)
async def leaving(ground: Ground, sizes: Sizes) -> Result:
    """The worker is told to leave again and again while articles wait; another one stays."""
    slowest = 0.0
    async with playing(ground, sizes["articles"]) as play:
        for number in range(sizes["times"]):
            await play.reached(0.95 * (number + 1) / (sizes["times"] + 1))
            code, seconds = await play.fleet.stop("one")
            slowest = max(slowest, seconds)
            play.result.hold(code == 0, f"exit 0 at SIGTERM {number + 1}, not {code}")
            await play.fleet.start("one")
        play.result.hold(slowest <= _LEAVE_SECONDS, f"exit within 5 s, not {slowest:.1f} s")
        result = await _figured(play, times=sizes["times"])
        result.figures["slowest exit, s"] = round(slowest, 2)
        return result


@scenario(
    8,
    "zombies",
    does="SIGSTOP for longer than the session timeout, {times} times",
    passes="fenced or revoked before it writes, 0 lost, 0 duplicates",
    full={"articles": 8000, "times": 20},
    small={"articles": 300, "times": 1},
)
async def zombies(ground: Ground, sizes: Sizes) -> Result:
    """A stopped worker wakes up in the belief that it still owns what another has taken over.

    The articles are slow, so that there is always one in its hands.
    """
    timeout = f"{_SESSION_SECONDS}"
    async with playing(ground, sizes["articles"], text="SLOW", session_timeout=timeout) as play:
        for number in range(sizes["times"]):
            await play.reached(0.95 * (number + 1) / (sizes["times"] + 1))
            opened = play.fleet.log("one").count(_OPENED)
            await play.fleet.paused("one", seconds=1.5 * _SESSION_SECONDS)
            await until(
                lambda: play.fleet.log("one").count(_OPENED) > opened,  # noqa: B023 - awaited here
                seconds=_CATCH_UP_SECONDS,
            )
        log = play.fleet.log("one")
        return await _figured(play, times=sizes["times"], fenced=log.count(_FENCED))


async def _figured(play: Play, **figures: int) -> Result:
    result = await play.finish()
    result.figures |= {**figures, "restarts": play.fleet.restarts}
    return result
