"""A lane: finished heads are committed in order, once, with their offset; the rest goes back.

One file: all of it is what a lane promises, told by the same few helpers.
"""

from __future__ import annotations

import asyncio

import pytest
from aiokafka.errors import KafkaConnectionError
from hypothesis import given
from hypothesis import strategies as st

from tests.support.fakes import FakeWriter, settled
from tests.unit.streams.conftest import FAILED, Rig
from worker.streams import lane as lane_module
from worker.streams.guard import DeadLetterGuard, TooManyDeadLetters
from worker.streams.window import Window
from worker.streams.writer import Fenced


async def test_results_out_of_order_are_committed_in_order_and_together(rig: Rig) -> None:
    """The last missing result lets the whole head go, in one transaction."""
    await rig.offer(0, 1, 2, 3)
    rig.answer(3, 1, 2)
    await settled()
    assert rig.writer.commits == []

    rig.answer(0)
    await settled()

    assert rig.writer.values == [b"0", b"1", b"2", b"3"]
    assert rig.writer.offsets == [4]


async def test_what_stands_behind_an_open_article_waits(rig: Rig) -> None:
    """Its offset must not be committed before the article is."""
    await rig.offer(0, 1, 2)
    rig.answer(0, 2)
    await settled()

    assert (rig.writer.values, rig.writer.offsets) == ([b"0"], [1])
    assert (rig.lane.committed, rig.lane.next, rig.lane.oldest) == (1, 3, 1_000)


async def test_a_cancelled_result_is_no_result(rig: Rig) -> None:
    """A pool that stops cancels its jobs: such an article is read again, its lane goes no further."""
    await rig.offer(0, 1, 2)
    rig.results[1].cancel()
    rig.answer(0, 2)
    await settled()

    assert (rig.writer.values, rig.writer.offsets, rig.ended.done()) == ([b"0"], [1], False)


@given(order=st.permutations(range(8)), rounds=st.lists(st.booleans(), min_size=8, max_size=8))
async def test_any_order_of_results(order: list[int], rounds: list[bool]) -> None:
    """Whatever comes back when: each article once, in order, and the offset never goes back."""
    rig = Rig()
    await rig.offer(*range(8))
    for offset, let_it_run in zip(order, rounds, strict=True):
        rig.answer(offset)
        if let_it_run:
            await settled()
    await settled()

    assert rig.writer.values == [b"%d" % offset for offset in range(8)]
    assert rig.writer.offsets == sorted(set(rig.writer.offsets))
    assert (rig.lane.committed, rig.window.records) == (8, 0)
    await rig.lane.close()


async def test_offsets_may_have_gaps(rig: Rig) -> None:
    """Transaction markers and compacted records take offsets too: the next to read is committed."""
    await rig.offer(0, 5, 17)
    rig.answer(0, 5, 17)
    await settled()

    assert (rig.writer.offsets, rig.lane.next) == ([18], 18)


async def test_permits_come_back_with_the_commit_and_not_before(rig: Rig) -> None:
    """A silent broker holds the input back instead of filling the memory."""
    rig.writer.answers.clear()
    await rig.offer(0, 1)
    rig.answer(0, 1)
    await rig.writer.asked.wait()
    assert (rig.window.records, rig.published) == (2, 0)

    rig.writer.answers.set()
    await settled()

    assert (rig.window.records, rig.published) == (0, 2)


async def test_a_transaction_stays_of_a_size(rig: Rig) -> None:
    """500 articles at most: it must be through within the transaction's timeout."""
    await rig.offer(*range(501))
    rig.answer(*range(501))
    await settled()

    assert rig.writer.offsets == [500, 501]


async def test_a_pause_lets_more_go_into_a_transaction(rig: Rig) -> None:
    """The first goes at once; what finishes within the pause goes together, when it is over."""
    rig.pause = 0.05
    await rig.offer(0, 1, 2)
    rig.answer(0)
    await settled()
    assert rig.writer.offsets == [1]

    rig.writer.asked.clear()
    rig.answer(1, 2)
    await settled()
    assert not rig.writer.asked.is_set()
    await rig.writer.asked.wait()
    await settled()

    assert rig.writer.offsets == [1, 3]


async def test_many_articles_wait_for_no_pause(rig: Rig) -> None:
    """They fill a transaction; the window must not run full meanwhile."""
    rig.pause = 60
    await rig.offer(*range(80))
    rig.answer(*range(8))
    await settled()
    rig.answer(*range(8, 71))
    await settled()
    assert rig.writer.offsets == [8]

    rig.answer(71)
    await settled()

    assert rig.writer.offsets == [8, 72]


async def test_nobody_waits_for_room_because_of_a_pause() -> None:
    """A small window, full of finished articles: they make room at once."""
    rig = Rig(pause=60, window=Window(records=2, size=100))
    await rig.offer(0)
    rig.answer(0)
    await settled()
    await rig.offer(1, 2)
    waiting = asyncio.create_task(rig.offer(3))
    await settled()
    rig.answer(1)
    await settled()

    assert (rig.writer.offsets, waiting.done()) == ([1, 2], True)
    await rig.lane.close()


async def test_closing_waits_for_no_pause(rig: Rig) -> None:
    """A worker that leaves commits what is done."""
    rig.pause = 60
    await rig.offer(0, 1)
    rig.answer(0)
    await settled()
    rig.answer(1)
    await settled()

    await rig.lane.close()

    assert rig.writer.offsets == [1, 2]


async def test_closing_commits_the_finished_head_and_gives_the_rest_back(rig: Rig) -> None:
    """A partition that is revoked: what is not committed is the next owner's, permits are free."""
    await rig.offer(0, 1, 2, 3)
    await settled()
    rig.answer(0, 1, 3)
    await rig.lane.close()

    assert (rig.writer.values, rig.writer.offsets) == ([b"0", b"1"], [2])
    assert rig.results[2].cancelled()
    assert (rig.window.records, rig.window.size) == (0, 0)
    assert rig.writer.closed


async def test_closing_does_not_wait_for_a_silent_broker(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether that transaction came through, the next owner sees; the permits are free."""
    monkeypatch.setattr(lane_module, "_CLOSE_SECONDS", 0.01)
    rig.writer.answers.clear()
    await rig.offer(0)
    rig.answer(0)
    await rig.writer.asked.wait()

    await rig.lane.close()

    assert (rig.writer.commits, rig.writer.closed, rig.window.records) == ([], True, 0)
    assert rig.published == 0


async def test_a_commit_that_outlives_its_lane_releases_nothing_twice(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that swallows its cancellation may still come through when the broker is back."""
    monkeypatch.setattr(lane_module, "_CLOSE_SECONDS", 0.01)
    rig.writer.stubborn = True
    rig.writer.answers.clear()
    await rig.offer(0, 1)
    rig.answer(0, 1)
    await rig.writer.asked.wait()
    await rig.lane.close()

    rig.writer.answers.set()
    await settled()

    assert (rig.writer.offsets, rig.window.records, rig.window.size) == ([2], 0, 0)
    assert not rig.ended.done()


@pytest.mark.parametrize(
    ("error", "result"),
    [(Fenced("articles.raw/2"), "fenced"), (KafkaConnectionError("gone"), "aborted")],
)
async def test_a_failed_commit_ends_the_lane(error: Exception, result: str) -> None:
    """The owner is told why, nothing counts as done, other lanes have the permits at once."""
    rig = Rig(FakeWriter(error))
    await rig.offer(0, 1)
    rig.answer(0)

    assert await rig.ended is error
    assert (rig.lane.ended, rig.lane.committed, rig.window.records) == (True, 0, 0)
    assert (rig.count("transactions", topic="articles.raw", result=result), rig.published) == (1, 0)
    await rig.lane.close()
    assert (rig.writer.closed, rig.window.records) == (True, 0)


async def test_a_dead_letter_is_committed_like_any_result(rig: Rig) -> None:
    """The original bytes go to articles.dead in the same transaction as its neighbors' outputs."""
    await rig.offer(0, 1)
    rig.results[0].set_result(FAILED)
    rig.answer(1)
    await settled()

    [(records, offset)] = rig.writer.commits
    assert [(record.topic, record.value) for record in records] == [
        ("articles.dead", b"0"),
        ("articles.enriched", b"1"),
    ]
    assert (offset, rig.count("dead_letters", stage="nlp", code="nlp/failed")) == (2, 1)


async def test_the_guard_stops_before_the_commit(rig: Rig) -> None:
    """None of the 150 that fail alike is written: all are read again after the mend."""
    await rig.offer(*range(150))
    for result in rig.results.values():
        result.set_result(FAILED)

    assert isinstance(await rig.ended, TooManyDeadLetters)
    assert (rig.writer.commits, rig.lane.committed) == ([], 0)


async def test_a_commit_carries_what_the_guard_has_seen(rig: Rig) -> None:
    """The next owner of the partition counts on from there."""
    await rig.offer(0, 1)
    rig.results[0].set_result(FAILED)
    rig.answer(1)
    await rig.lane.close()

    assert DeadLetterGuard("", state=rig.writer.metadata).state == "last:j."
