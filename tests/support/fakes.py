"""Fakes of the streaming edge: a writer, a pool and a reader that a test holds in its hand.

Each does what its protocol says and nothing else; what it was told to do can be read from it.
"""

from __future__ import annotations

import asyncio

from worker.messages.record import Record
from worker.streams.lanes import Partition
from worker.streams.processed import Processed


class FakeWriter:
    """Keeps the transactions of a lane as (records, offset), or raises ``error`` instead.

    ``answers`` is set; while a test has it cleared, a commit waits as on a broker that is silent,
    and a ``stubborn`` one goes on waiting when it is cancelled, as aiokafka's may.
    """

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.commits: list[tuple[list[Record], int]] = []
        self.closed = False
        self.metadata = ""
        self.stubborn = False
        self.asked = asyncio.Event()
        self.answers = asyncio.Event()
        self.answers.set()

    async def commit(self, records: list[Record], *, offset: int, metadata: str) -> None:
        """Keep the transaction once the broker answers."""
        self.asked.set()
        try:
            await self.answers.wait()
        except asyncio.CancelledError:
            if not self.stubborn:
                raise
            await self.answers.wait()
        if self.error:
            raise self.error
        self.commits.append((records, offset))
        self.metadata = metadata

    async def close(self) -> None:
        """Note that the lane has left."""
        self.closed = True

    @property
    def values(self) -> list[bytes | None]:
        """The values of all records, in the order in which they were committed."""
        return [record.value for records, _ in self.commits for record in records]

    @property
    def offsets(self) -> list[int]:
        """The source offset of each transaction."""
        return [offset for _, offset in self.commits]


class FakePool:
    """Holds the future of each value that was submitted, for the test to finish in any order."""

    def __init__(self) -> None:
        self.is_behind = False
        self.jobs: dict[bytes | None, asyncio.Future[Processed]] = {}

    def submit(self, value: bytes | None) -> asyncio.Future[Processed]:
        """A future that only the test completes."""
        self.jobs[value] = asyncio.get_running_loop().create_future()
        return self.jobs[value]


class FakeReader:
    """A partition whose first committed record stands at ``first``; remembers the seeks."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.seeks: list[tuple[Partition, int]] = []

    async def first_offset(self, partition: Partition, offset: int) -> int:  # noqa: ARG002
        """Where the first record at or after ``offset`` stands."""
        return max(self.first, offset)

    async def seek(self, partition: Partition, offset: int) -> None:
        """Note where the lanes want to read on."""
        self.seeks.append((partition, offset))


async def settled() -> None:
    """Let every task of the loop run until it waits: a few rounds, no time."""
    for _ in range(10):
        await asyncio.sleep(0)
