"""The lanes: what Faust delivers too early, twice or from a stale buffer goes no further."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.support.fakes import settled
from tests.unit.streams.conftest import PARTITION, Assignment, good, raw
from worker.streams.lanes import Partition
from worker.streams.writer import Fenced

OTHER = ("articles.raw", 3)


async def test_articles_flow_from_the_partition_to_its_writer() -> None:
    """Submit, finish, committed."""
    made = Assignment()
    await made.lanes.assign([PARTITION, OTHER])
    await made.submit([0, 1])
    for offset in (1, 0):
        made.pool.jobs[b"%d" % offset].set_result(good(offset))
    await settled()

    assert made.writers[PARTITION].values == [b"0", b"1"]
    assert made.writers[OTHER].commits == []
    await made.lanes.revoke()


async def test_agents_wait_until_the_lanes_are_open() -> None:
    """Faust delivers before its assignment callback has returned."""
    made = Assignment()
    waiting = asyncio.create_task(made.lanes.wait_ready())
    await settled()
    assert (waiting.done(), made.lanes.ready) == (False, False)

    await made.lanes.assign([PARTITION])
    await waiting

    assert list(made.lanes.open) == [PARTITION]
    await made.lanes.revoke()
    assert (made.lanes.ready, dict(made.lanes.open)) == (False, {})


async def test_what_is_committed_already_is_skipped() -> None:
    """The consumer may have read further back than the lane's writer has found committed."""
    made = Assignment(committed=3)
    await made.lanes.assign([PARTITION])
    await made.submit([1, 2, 3, 4, 3])

    assert made.taken == [3, 4]
    await made.lanes.revoke()


async def test_a_partition_of_somebody_else_is_skipped() -> None:
    """A buffer that outlived a rebalance."""
    made = Assignment()
    await made.lanes.assign([OTHER])
    await made.submit([0])

    assert (made.taken, made.window.records) == ([], 0)
    await made.lanes.revoke()


async def test_a_gap_at_the_start_is_believed_when_nothing_lies_in_it() -> None:
    """Retention or transaction markers: the first record really stands further on; later gaps too."""
    made = Assignment(committed=3, first=7)
    await made.lanes.assign([PARTITION])
    await made.submit([7, 8, 12])

    assert (made.taken, made.reader.seeks) == ([7, 8, 12], [])
    await made.lanes.revoke()


async def test_a_stale_buffer_at_the_start_is_dropped_and_read_again() -> None:
    """Taking offset 7 would lose 3 to 6: the consumer is sent back to where the lane begins."""
    made = Assignment(committed=3, first=3)
    await made.lanes.assign([PARTITION])
    await made.submit([7, 8])
    assert (made.taken, made.reader.seeks) == ([], [(PARTITION, 3), (PARTITION, 3)])

    await made.submit([3, 4, 5])

    assert made.taken == [3, 4, 5]
    await made.lanes.revoke()


async def test_a_partition_lost_during_the_probe_is_left_alone() -> None:
    """Its new lane, or its new owner, reads from where it wants."""
    made = Assignment(committed=3, first=3)
    await made.lanes.assign([PARTITION])
    probing = asyncio.Event()

    async def revoked_meanwhile(partition: Partition, offset: int) -> int:
        probing.set()
        await made.lanes.revoke()
        return offset

    made.reader.first_offset = revoked_meanwhile  # type: ignore[method-assign]
    await made.submit([7])

    assert probing.is_set()
    assert (made.taken, made.reader.seeks) == ([], [])


async def test_a_rebalance_gives_permits_back_and_cancels_what_is_open() -> None:
    """Half of the articles were not finished: they are the next owner's, the window is empty."""
    made = Assignment()
    await made.lanes.assign([PARTITION])
    await made.submit(range(4))
    made.pool.jobs[b"0"].set_result(good(0))
    await made.lanes.assign([OTHER])

    assert made.writers[PARTITION].offsets == [1]
    assert [job.cancelled() for job in made.pool.jobs.values()] == [False, True, True, True]
    assert (made.window.records, made.window.size) == (0, 0)
    await made.lanes.revoke()


async def test_a_submitter_who_waited_over_a_rebalance_keeps_no_permit() -> None:
    """The permit came when the old lane gave its own back; there is nobody to use it."""
    made = Assignment(records=1)
    await made.lanes.assign([PARTITION])
    await made.submit([0])
    waiting = asyncio.create_task(made.lanes.submit(raw(1)))
    await settled()
    assert not waiting.done()

    await made.lanes.revoke()
    await waiting

    assert (made.taken, made.window.records) == ([0], 0)


async def test_a_cancelled_submitter_keeps_no_permit() -> None:
    """Faust stops while the window is full."""
    made = Assignment(records=1)
    await made.lanes.assign([PARTITION])
    await made.submit([0])
    waiting = asyncio.create_task(made.lanes.submit(raw(1)))
    await settled()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await made.lanes.revoke()

    assert (made.window.records, made.window.size) == (0, 0)


async def test_a_fenced_lane_takes_nothing_in_any_more() -> None:
    """Another worker has the partition; ours hears of it from the broker later."""
    made = Assignment()
    await made.lanes.assign([PARTITION])
    made.writers[PARTITION].error = Fenced("articles.raw/2")
    await made.submit([0])
    made.pool.jobs[b"0"].set_result(good(0))
    await settled()
    await made.submit([1])

    assert (made.taken, [str(error) for error in made.ended]) == ([0], ["articles.raw/2"])
    await made.lanes.revoke()
    assert made.window.records == 0


async def test_a_tombstone_takes_a_permit_of_no_bytes() -> None:
    """A record without a value is an article like others: it has a disposition."""
    made = Assignment()
    await made.lanes.assign([PARTITION])
    await made.lanes.submit(replace(raw(0), value=None))

    assert (made.window.records, made.window.size) == (1, 0)
    await made.lanes.revoke()
