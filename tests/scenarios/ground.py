"""Where a scenario plays: a broker, fresh topics, a fleet of workers; all of it ends with the scenario."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from worker.local import LocalKafka
from worker.messages.topics import Topics

_Server = TypeVar("_Server")


@dataclass(frozen=True, slots=True)
class Ground:
    """``kafka`` serves; whoever kills it restarts it. ``folder`` is for logs and data.

    ``other`` is the address of a cluster to play on instead, ``replication`` how often its topics are kept.
    """

    kafka: LocalKafka
    folder: Path
    other: str | None = None
    replication: int = 1

    @asynccontextmanager
    async def stage(
        self, *, bootstrap: str | None = None, **settings: str
    ) -> AsyncIterator[tuple[Cluster, Fleet]]:
        """Fresh topics and a fleet with ``settings``, whose workers reach Kafka at ``bootstrap``."""
        prefix = f"scenario-{uuid.uuid4().hex[:8]}."
        address = self.other or self.kafka.bootstrap
        cluster = Cluster(address, Topics(prefix))
        await cluster.create_topics(replication=self.replication)
        logs = self.folder / prefix.rstrip(".")
        logs.mkdir()
        fleet = Fleet(bootstrap or address, prefix, logs, settings)
        try:
            yield cluster, fleet
        finally:
            await fleet.close()


@asynccontextmanager
async def serving(server: AbstractContextManager[_Server]) -> AsyncIterator[_Server]:
    """A broker, or three, that take seconds to start and to end: other rows play on meanwhile."""
    running = await asyncio.to_thread(server.__enter__)
    try:
        yield running
    finally:
        await asyncio.to_thread(server.__exit__, None, None, None)
