"""What has come out in the end, compared without a look at it on the way."""

from __future__ import annotations

from tests.scenarios.reader import Reader, afterwards
from tests.scenarios.table import Result
from tests.scenarios.traffic import Traffic
from tests.support.cluster import Cluster

PATIENCE_SECONDS = 90


async def compare(cluster: Cluster, traffic: Traffic, result: Result) -> None:
    """Wait until all is there, then note in ``result`` what is not as it must be."""
    wanted = traffic.wanted()
    async with Reader(cluster.bootstrap, *wanted.counts()) as reader:
        await reader.until(wanted.counts(), seconds=2 * PATIENCE_SECONDS)
    result.mismatches += wanted.compare(
        await afterwards(cluster.bootstrap, wanted.counts(), settle=1)
    )
