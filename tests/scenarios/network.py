"""Row 6: a bad network between the workers and the broker."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.processes import resident_mb
from tests.scenarios.ground import Ground, serving
from tests.scenarios.play import Play, playing
from tests.scenarios.proxy import Proxy, Weather
from tests.scenarios.table import Result, Sizes, scenario
from worker.local import LocalKafka, ports
from worker.local.listeners import Listener

_DELAY_SECONDS = 0.3
_SILENCE_SECONDS = 4.0
_MOST_GROWTH_MB = 150
_BEHIND = "BEHIND"


@scenario(
    6,
    "network",
    does="{rounds} rounds of 300 ms delay, silence, cut connections, half the throughput",
    passes="0 lost, 0 duplicates, memory bounded",
    full={"articles": 10_000, "rounds": 6},
    small={"articles": 300, "rounds": 1},
)
async def network(ground: Ground, sizes: Sizes) -> Result:
    """Two workers reach the broker through a proxy alone; whoever compares does not."""
    async with _behind_a_proxy(ground) as (kafka, proxy):
        behind = Ground(kafka, ground.folder)
        address = f"{ports.HOST}:{proxy.port}"
        async with playing(behind, sizes["articles"], bootstrap=address) as play:
            before, most = _memory(play), 0
            for number in range(sizes["rounds"]):
                await play.reached(0.9 * (number + 1) / (sizes["rounds"] + 1))
                await _storm(proxy)
                most = max(most, _memory(play))
            proxy.turn(Weather())
            result = await play.finish()
            result.hold(
                most - before <= _MOST_GROWTH_MB, f"memory bounded, not +{most - before} MB"
            )
            result.figures |= {"rounds": sizes["rounds"], "grown by at most, MB": most - before}
            return result


async def _storm(proxy: Proxy) -> None:
    """One kind after the other, each for as long as it takes to hurt."""
    usual = await _throughput(proxy)
    proxy.turn(Weather(delay=_DELAY_SECONDS))
    await asyncio.sleep(_SILENCE_SECONDS)
    proxy.turn(Weather(silent=True))
    await asyncio.sleep(_SILENCE_SECONDS)
    proxy.turn(Weather())
    proxy.cut()
    await asyncio.sleep(1)
    proxy.turn(Weather(rate=max(usual / 2, 20_000)))
    await asyncio.sleep(_SILENCE_SECONDS)


async def _throughput(proxy: Proxy) -> float:
    started, passed = time.monotonic(), proxy.passed
    await asyncio.sleep(1)
    return (proxy.passed - passed) / (time.monotonic() - started)


def _memory(play: Play) -> int:
    """MB of the largest worker."""
    return max(resident_mb(play.fleet.pid(name)) for name in play.fleet.names)


@asynccontextmanager
async def _behind_a_proxy(ground: Ground) -> AsyncIterator[tuple[LocalKafka, Proxy]]:
    """A broker that tells who comes through the proxy to come through the proxy."""
    port, inner = ports.free_ports(2)
    listener = Listener(_BEHIND, "PLAINTEXT", inner, advertised=port)
    server = LocalKafka(ground.folder / "behind", listeners=[listener])
    async with serving(server) as kafka, Proxy(port, inner) as proxy:
        yield kafka, proxy
