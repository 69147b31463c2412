"""The queue before the pool: batches that grow with what waits."""

from __future__ import annotations

import asyncio

import pytest

from tests.support.fakes import settled
from worker.streams.jobs import Job, Jobs


def jobs(*values: bytes, processes: int = 2, records: int = 16, size: int = 100) -> Jobs:
    """A queue in which these wait."""
    made = Jobs(processes=processes, records=records, size=size)
    for value in values:
        made.put(value)
    return made


def values(batch: list[Job]) -> list[bytes | None]:
    """What was queued."""
    return [job.value for job in batch]


@pytest.mark.parametrize(("waiting", "taken"), [(1, 1), (4, 1), (5, 2), (40, 10), (400, 16)])
async def test_a_batch_grows_with_what_waits(waiting: int, taken: int) -> None:
    """Half of a process's share of it, up to the bound: the first to be idle must not have all."""
    assert len(jobs(*[b"a"] * waiting).batch()) == taken


async def test_a_batch_has_its_bytes_or_one_article() -> None:
    """A long article waits for nobody and nobody waits for it."""
    queue = jobs(b"a" * 60, b"b" * 40, b"c", b"d" * 400, b"e", processes=1)

    assert values(queue.batch()) == [b"a" * 60, b"b" * 40]
    assert values(queue.batch()) == [b"c"]
    assert values(queue.batch()) == [b"d" * 400]


async def test_what_is_given_back_comes_first() -> None:
    """In the order in which it was taken."""
    queue = jobs(*[b"%d" % number for number in range(8)], processes=1)
    queue.give_back(queue.batch())

    assert values(queue.batch()) == [b"0", b"1", b"2", b"3"]


async def test_what_was_cancelled_falls_out() -> None:
    """Its lane was closed; an empty batch is no batch, and who takes waits for the next article."""
    queue = jobs()
    queue.put(b"a").result.cancel()
    taking = asyncio.create_task(queue.take())
    await settled()
    assert not taking.done()

    queue.put(b"b")

    assert values(await taking) == [b"b"]


async def test_behind_is_who_has_work_for_a_while() -> None:
    """More than eight articles a process."""
    assert not jobs(*[b"a"] * 16).is_behind
    assert jobs(*[b"a"] * 17).is_behind


async def test_giving_up_cancels_all_that_waits() -> None:
    """A pool that stops."""
    queue = jobs()
    job = queue.put(b"a")
    queue.cancel()

    assert (job.result.cancelled(), queue.batch()) == (True, [])
