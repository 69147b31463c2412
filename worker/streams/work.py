"""What is done with the records of a topic: sent to the pool, or taken in by a stage with state."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

import structlog

from worker.messages.record import SourceRecord
from worker.metrics import Metrics
from worker.streams import changelog
from worker.streams.connection import Connection
from worker.streams.counting import Counts
from worker.streams.lanes import Partition
from worker.streams.processed import Processed, unchanged
from worker.streams.stateful import Amends, State, Stateful, Steps
from worker.streams.window import Window

#: Begins work on a record.
Process = Callable[[SourceRecord], asyncio.Future[Processed]]
#: Sees a result before it is committed, and may change it.
Amend = Callable[[SourceRecord, Processed], Processed]
_Stage = TypeVar("_Stage", bound=State)
#: Makes the stage for a partition, given how many partitions the topic has that it writes to.
Build = Callable[[int, int], _Stage]
#: Is told of the stages that a worker has.
Look = Callable[[Collection[State]], None]

#: Seconds between two transactions of a partition: of articles, while more of them wait than will be done
#: soon; of a stage, at all times.
_BEHIND_PAUSE, _STAGE_PAUSE = 0.5, 0.5
#: A look at a large state may take a fiftieth of the time and no more.
_LOOK_SHARE = 50.0

log = structlog.get_logger(__name__)


class Submits(Protocol):
    """What the coder's work needs of the pool."""

    def submit(self, value: bytes | None) -> asyncio.Future[Processed]:
        """Queue one raw article."""

    @property
    def is_behind(self) -> bool:
        """Whether more articles wait than will be done soon."""


class Asks(Protocol):
    """What a stage needs of its lane's writer."""

    async def partitions(self, topic: str) -> int:
        """How many partitions a topic has."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a lane does: ``process`` a record when it comes, ``amend`` its result when its turn has come.

    ``pause`` says how many seconds are to lie between two transactions.
    """

    process: Process
    amend: Amend = unchanged
    pause: Callable[[], float] = lambda: 0.0


class Work(Protocol):
    """What is done with one topic; its lanes share ``window`` and ``counting``."""

    window: Window
    counting: Counts

    async def begin(self, partition: Partition, *, first: int, writer: Asks) -> Task:
        """Make ready for the records of a partition from offset ``first`` on; the writer is open."""

    def keep(self, partitions: Collection[Partition]) -> None:
        """Forget what is kept for others than these."""

    @property
    def changelogs(self) -> list[Partition]:
        """The partitions that its states are kept in."""

    def observe(self) -> None:
        """Set the gauges of what is remembered."""


@dataclass(slots=True)
class States(Generic[_Stage]):
    """The states of a stage, which ``build`` makes, by partition; ``outputs`` is the topic it writes to.

    ``look`` is told of the stages, at most once a second while they change, to set gauges of its own.
    A state is kept while its lane is closed for a rebalance: it need not be restored when the partition
    comes back and nobody has committed anything meanwhile.
    """

    name: str
    build: Build[_Stage]
    outputs: str
    connection: Connection
    metrics: Metrics
    look: Look | None = None
    _seen: Mapping[Partition, int] = field(default_factory=dict)
    _look_again: float = 0.0
    _kept: dict[Partition, Stateful[_Stage]] = field(default_factory=dict)

    async def have(self, partition: Partition, *, first: int, writer: Asks) -> Stateful[_Stage]:
        """The state as it was committed; raises KafkaError, ValueError when it cannot be had."""
        kept = self._kept.get(partition)
        if kept is None or kept.applied != first:
            kept = self._kept[partition] = await self._restored(partition, first, writer)
        return kept

    def keep(self, partitions: Collection[Partition]) -> None:
        """Forget the states of partitions that are somebody else's now."""
        for partition in [one for one in self._kept if one not in partitions]:
            del self._kept[partition]

    @property
    def changelogs(self) -> list[Partition]:
        """The partitions that its states are kept in."""
        return [(kept.stage.changelog.name, number) for (_, number), kept in self._kept.items()]

    def observe(self) -> None:
        """Set the gauges of what is remembered."""
        totals: dict[str, int] = {}
        for kept in self._kept.values():
            for kind, size in kept.stage.sizes.items():
                totals[kind] = totals.get(kind, 0) + size
        for kind, size in totals.items():
            self.metrics.gauge("state_entries", self.name, kind).set(size)
        seen = {partition: kept.applied for partition, kept in self._kept.items()}
        now = time.monotonic()
        if self.look and seen != self._seen and now >= self._look_again:
            self.look([kept.stage for kept in self._kept.values()])
            self._seen = seen
            self._look_again = now + _LOOK_SHARE * (time.monotonic() - now)

    async def _restored(self, partition: Partition, first: int, writer: Asks) -> Stateful[_Stage]:
        number, started = partition[1], time.monotonic()
        stage = self.build(number, await writer.partitions(self.outputs))
        source = (stage.changelog.name, number)
        records = await changelog.restore(self.connection, source, stage.restore)
        seconds = time.monotonic() - started
        self.metrics.gauge("state_restore_seconds", self.name).set(seconds)
        sizes: Mapping[str, int] = stage.sizes
        log.info("state restored", stage=self.name, records=records, seconds=seconds, **sizes)
        return Stateful(stage, applied=first)


@dataclass(slots=True)
class PoolWork:
    """The coder: articles go to the pool; in their order, what they correct is taken back."""

    pool: Submits
    window: Window
    counting: Counts
    states: States[Amends]

    async def begin(self, partition: Partition, *, first: int, writer: Asks) -> Task:
        """Have the versions that may be corrected as they were committed."""
        state = await self.states.have(partition, first=first, writer=writer)

        def amend(source: SourceRecord, result: Processed) -> Processed:
            state.applied = source.offset + 1
            return state.stage.amend(source, result)

        return Task(lambda source: self.pool.submit(source.value), amend, self._pause)

    def _pause(self) -> float:
        return _BEHIND_PAUSE if self.pool.is_behind else 0.0

    def keep(self, partitions: Collection[Partition]) -> None:
        """Forget the versions of other partitions."""
        self.states.keep(partitions)

    @property
    def changelogs(self) -> list[Partition]:
        """The partitions that the states are kept in."""
        return self.states.changelogs

    def observe(self) -> None:
        """Set the gauges of what is remembered."""
        self.states.observe()


@dataclass(slots=True)
class StateWork:
    """A stage with state: records are taken in as they come, at once."""

    window: Window
    counting: Counts
    states: States[Steps]

    async def begin(self, partition: Partition, *, first: int, writer: Asks) -> Task:
        """Have the state as it was committed; raises KafkaError, ValueError when it cannot be had."""
        state = await self.states.have(partition, first=first, writer=writer)

        def process(source: SourceRecord) -> asyncio.Future[Processed]:
            done: asyncio.Future[Processed] = asyncio.get_running_loop().create_future()
            done.set_result(state.stage.step(source))
            state.applied = source.offset + 1
            return done

        return Task(process, pause=lambda: _STAGE_PAUSE)

    def keep(self, partitions: Collection[Partition]) -> None:
        """Forget the states of other partitions."""
        self.states.keep(partitions)

    @property
    def changelogs(self) -> list[Partition]:
        """The partitions that the states are kept in."""
        return self.states.changelogs

    def observe(self) -> None:
        """Set the gauges of what is remembered."""
        self.states.observe()
