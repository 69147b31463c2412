"""Work on a topic: a state is restored, unless it is the committed one already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from tests.support.fakes import FakePool
from tests.unit.streams.conftest import good, raw
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topic, Topics
from worker.metrics import Metrics
from worker.streams import changelog
from worker.streams.connection import Connection
from worker.streams.counting import Counting, StageCounting
from worker.streams.processed import Done, Processed
from worker.streams.stateful import Amends, Steps
from worker.streams.window import Window
from worker.streams.work import PoolWork, States, StateWork

PLACE = ("articles.signatures", 0)


@dataclass
class Counter:
    """A stage that counts the records it has taken in."""

    count: int = 0
    name: str = "stories"
    changelog: Topic = field(default_factory=lambda: Topics().stories_changelog)

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
    states: States[Steps] = States(
        name="stories",
        build=lambda _partition, _outputs: Counter(),
        outputs="index.observations",
        connection=Connection("nowhere:9092"),
        metrics=metrics,
    )
    return StateWork(Window(records=10, size=1_000), StageCounting("stories", metrics), states)


async def test_a_state_is_restored_before_its_lane_opens(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """From the partition of the changelog with the same number."""
    task = await work.begin(PLACE, first=7, writer=Asked())
    result = await task.process(raw(7))

    assert restored == [("stories.changelog", 0)]
    assert [record.value for record in result.records] == [b"8"]


async def test_a_state_that_is_the_committed_one_is_kept(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """A rebalance that brings the partition back costs nothing."""
    task = await work.begin(PLACE, first=7, writer=Asked())
    await task.process(raw(7))
    task = await work.begin(PLACE, first=8, writer=Asked())

    assert len(restored) == 1
    assert [record.value for record in (await task.process(raw(8))).records] == [b"9"]


@pytest.mark.parametrize("first", [7, 9])
async def test_any_other_state_is_restored_anew(
    first: int, work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """What it took in was not committed, or somebody else has committed more."""
    task = await work.begin(PLACE, first=7, writer=Asked())
    await task.process(raw(7))
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
    value = work.states.metrics.registry.get_sample_value

    assert restored
    assert value("escalation_state_entries", {"stage": "stories", "kind": "stories"}) == 7
    assert value("escalation_state_restore_seconds", {"stage": "stories"}) is not None


@dataclass
class Marker(Counter):
    """A stage beside the coder that numbers the results it sees."""

    def amend(self, source: SourceRecord, result: Processed) -> Processed:  # noqa: ARG002
        """One more."""
        self.count += 1
        return replace(result, detail=str(self.count))


async def test_articles_go_to_the_pool_and_their_results_by_the_stage(
    restored: list[tuple[str, int]],
) -> None:
    """Its state is restored before, and kept where it is the committed one."""
    pool, metrics = FakePool(), Metrics(version="test")
    states: States[Amends] = States(
        "corrections", lambda *_: Marker(), "articles.changelog", Connection("nowhere:1"), metrics
    )
    work = PoolWork(pool, Window(records=1, size=1), Counting(metrics), states)
    task = await work.begin(("articles.raw", 2), first=3, writer=Asked())
    task.process(raw(3))
    seen = task.amend(raw(3), good(3))
    again = await work.begin(("articles.raw", 2), first=4, writer=Asked())

    assert (list(pool.jobs), seen.detail) == ([b"3"], "8")
    assert again.amend(raw(4), good(4)).detail == "9"
    assert len(restored) == 1


async def test_articles_pause_where_many_wait_and_stages_always(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """Transactions cost what articles need then; nobody waits for one article where there are few."""
    pool, metrics = FakePool(), Metrics(version="test")
    states: States[Amends] = States(
        "corrections", lambda *_: Marker(), "articles.changelog", Connection("nowhere:1"), metrics
    )
    coder = PoolWork(pool, Window(records=1, size=1), Counting(metrics), states)
    articles = await coder.begin(("articles.raw", 2), first=3, writer=Asked())
    stage = await work.begin(PLACE, first=7, writer=Asked())
    assert articles.pause() == 0

    pool.is_behind = True

    assert 0 < articles.pause() <= stage.pause() < 1
    assert len(restored) == 2


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


async def test_whoever_looks_is_told_of_changes_alone(
    work: StateWork, restored: list[tuple[str, int]]
) -> None:
    """A look at every subject of the index costs time; nothing new needs none."""
    looks: list[int] = []
    work.states.look = lambda stages: looks.append(len(stages))
    task = await work.begin(PLACE, first=7, writer=Asked())
    for _ in range(3):
        work.observe()
    assert looks == [1]

    await task.process(raw(7))
    work.states._look_again = 0.0
    work.observe()
    assert looks == [1, 1]
