"""Work on a topic: a state is restored, unless it is the committed one already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from tests.support.fakes import FakePool
from tests.unit.streams.conftest import raw
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.streams import changelog
from worker.streams.connection import Connection
from worker.streams.counting import Counting, StageCounting
from worker.streams.processed import Done, Processed
from worker.streams.window import Window
from worker.streams.work import PoolWork, StateWork

PLACE = ("articles.signatures", 0)


@dataclass
class Counter:
    """A stage that counts the records it has taken in."""

    count: int = 0
    name: str = "stories"
    changelog: object = field(default_factory=lambda: Topics().stories_changelog)

    @property
    def sizes(self) -> Mapping[str, int]:
        """The count."""
        return {"stories": self.count}

    def restore(self, key: bytes, value: bytes | None) -> None:  # noqa: ARG002
        """The count as it was."""
        self.count = int(value or 0)

    def step(self, source: SourceRecord) -> Processed:  # noqa: ARG002
        """One more."""
        self.count += 1
        state = Record("stories.changelog", b"count", b"%d" % self.count)
        return Processed("published", "new", records=(state,))


class Asked:
    """A writer that knows how many partitions a topic has."""

    async def partitions(self, topic: str) -> int:  # noqa: ARG002
        """Always four."""
        return 4


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The changelogs that were read; each holds a count of seven."""
    read: list[tuple[str, int]] = []

    async def restore(
        _connection: Connection,
        source: tuple[str, int],
        apply: Callable[[bytes, bytes | None], None],
    ) -> int:
        read.append(source)
        apply(b"count", b"7")
        return 1

    monkeypatch.setattr(changelog, "restore", restore)
    return read


@pytest.fixture
def work() -> StateWork:
    """Work with a counting stage."""
    metrics = Metrics(version="test")
    return StateWork(
        name="stories",
        build=lambda _partition, _outputs: Counter(),  # type: ignore[arg-type, return-value]
        outputs="index.observations",
        connection=Connection("nowhere:9092"),
        window=Window(records=10, size=1_000),
        counting=StageCounting("stories", metrics),
        metrics=metrics,
    )


async def test_a_state_is_restored_before_its_lane_opens(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """From the partition of the changelog with the same number."""
    process = await work.begin(PLACE, first=7, writer=Asked())
    result = await process(raw(7))

    assert restored == [("stories.changelog", 0)]
    assert [record.value for record in result.records] == [b"8"]


async def test_a_state_that_is_the_committed_one_is_kept(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """A rebalance that brings the partition back costs nothing."""
    process = await work.begin(PLACE, first=7, writer=Asked())
    await process(raw(7))
    process = await work.begin(PLACE, first=8, writer=Asked())

    assert len(restored) == 1
    assert [record.value for record in (await process(raw(8))).records] == [b"9"]


@pytest.mark.parametrize("first", [7, 9])
async def test_any_other_state_is_restored_anew(
    first: int, work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """What it took in was not committed, or somebody else has committed more."""
    process = await work.begin(PLACE, first=7, writer=Asked())
    await process(raw(7))
    await work.begin(PLACE, first=first, writer=Asked())

    assert len(restored) == 2


async def test_a_partition_given_away_leaves_no_state(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """It may be large."""
    await work.begin(PLACE, first=7, writer=Asked())
    work.keep([("articles.raw", 0)])
    await work.begin(PLACE, first=7, writer=Asked())

    assert len(restored) == 2


async def test_size_and_restore_time_are_measured(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """By stage, and by what is remembered."""
    await work.begin(PLACE, first=7, writer=Asked())
    work.observe()
    value = work.metrics.registry.get_sample_value

    assert restored
    assert value("escalation_state_entries", {"stage": "stories", "kind": "stories"}) == 7
    assert value("escalation_state_restore_seconds", {"stage": "stories"}) is not None


async def test_articles_go_to_the_pool() -> None:
    """The coder needs nothing made ready."""
    pool = FakePool()
    work = PoolWork(pool, Window(records=1, size=1), Counting(Metrics(version="test")))
    process = await work.begin(("articles.raw", 2), first=0, writer=Asked())
    process(raw(3))

    assert list(pool.jobs) == [b"3"]


def test_what_a_stage_made_of_its_records_is_counted() -> None:
    """By outcome, and what else it wants counted; none of it is an article."""
    metrics = Metrics(version="test")
    result = Processed("published", "counted", counts=(("alerts", "warning", "raised"),))
    StageCounting("index", metrics).committed([Done(raw(1), result, ())], seconds=0.1)
    value = metrics.registry.get_sample_value

    assert value("escalation_stage_records_total", {"stage": "index", "outcome": "counted"}) == 1
    assert value("escalation_alerts_total", {"severity": "warning", "status": "raised"}) == 1
    assert value("escalation_articles_total", {"disposition": "published", "reason": ""}) == 0


def test_a_lost_transaction_is_counted() -> None:
    """As for articles."""
    metrics = Metrics(version="test")
    StageCounting("index", metrics).lost("index.observations", fenced=True)

    labels = {"topic": "index.observations", "result": "fenced"}
    assert metrics.registry.get_sample_value("escalation_transactions_total", labels) == 1
