"""The pool with real processes: what an article does to one of them costs that article alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.children import ECHO, article, summary
from worker.metrics import Metrics
from worker.streams.pool import Pool, PoolBroken, PoolOptions


@dataclass(frozen=True, slots=True)
class Running:
    """A started pool and its metrics."""

    pool: Pool
    metrics: Metrics

    async def answers(self, *values: bytes | None) -> list[str]:
        """Submit all at once, so that they share a batch, and wait for all answers."""
        results = await asyncio.gather(*map(self.pool.submit, values))
        return [summary(result) for result in results]

    def restarts(self, reason: str) -> float:
        """How many processes were replaced for this reason."""
        name, labels = "escalation_pool_restarts_total", {"reason": reason}
        return self.metrics.registry.get_sample_value(name, labels) or 0

    @property
    def batches(self) -> float:
        """How often a process gave an answer, or none any more."""
        return self._times("pool")

    @property
    def sent(self) -> float:
        """How many batches have left the queue."""
        return self._times("queue")

    def _times(self, stage: str) -> float:
        name, labels = "escalation_stage_seconds_count", {"stage": stage}
        return self.metrics.registry.get_sample_value(name, labels) or 0


@asynccontextmanager
async def running(
    command: Sequence[str] = ECHO,
    *,
    size: int = 1,
    batch: int = 16,
    timeout: float = 30.0,
    memory: int = 0,
) -> AsyncIterator[Running]:
    """A pool of ``size`` echoes that is stopped in the end."""
    options = PoolOptions(
        size=size, batch_records=batch, article_timeout=timeout, memory_bytes=memory
    )
    metrics = Metrics(version="test")
    made = Running(Pool(command, "", options=options, metrics=metrics), metrics)
    await made.pool.start()
    try:
        yield made
    finally:
        await made.pool.stop()


async def test_articles_are_answered_in_their_order() -> None:
    """More than a batch, over two processes: each future has the answer to its own article."""
    names = [f"a-{number}" for number in range(50)]
    async with running(size=2) as echo:
        assert await echo.answers(*map(article, names)) == names
        assert len(set(echo.pool.pids)) == 2


async def test_idle_processes_share_what_waits() -> None:
    """What one batch could hold is done at the same time, a batch each."""
    async with running(size=2) as echo:
        await echo.answers(article("a", "SLOW"), article("b", "SLOW"))

        assert echo.batches == 2


async def test_a_process_has_its_next_batch_before_it_is_through() -> None:
    """Much waits, so it need not wait for the worker; what it had not begun goes to its successor."""
    names = [f"a-{number}" for number in range(20)]
    async with running(batch=2) as echo:
        results = [echo.pool.submit(article(name, "SLOW")) for name in names]
        await results[0]
        assert (echo.pool.is_behind, echo.sent) == (True, 3)

        os.kill(echo.pool.pids[0], signal.SIGKILL)

        assert [summary(result) for result in await asyncio.gather(*results)] == names


async def test_every_disposition_comes_back() -> None:
    """What is no article is answered like any other value."""
    async with running() as echo:
        assert await echo.answers(b"{", None, article("a")) == ["decode/not_json", "empty", "a"]


async def test_a_crash_costs_its_article_alone() -> None:
    """The neighbors in the batch are answered; the killer gets two tries of its own."""
    async with running() as echo:
        answers = await echo.answers(article("a"), article("b", "CRASH"), article("c"))

        assert answers == ["a", "nlp/crashed", "c"]
        assert echo.restarts("crashed") == 3  # with its batch, then twice alone


async def test_a_killer_that_comes_alone_has_two_tries_in_all() -> None:
    """Its first try was a try of its own already."""
    async with running() as echo:
        assert await echo.answers(article("a", "CRASH")) == ["nlp/crashed"]
        assert await echo.answers(article("b")) == ["b"]
        assert echo.restarts("crashed") == 2


async def test_an_article_that_eats_memory_is_ended_by_its_bound() -> None:
    """It would take the machine; it gets 512 MiB, and the neighbors are answered."""
    async with running(memory=2**29) as echo:
        answers = await echo.answers(article("a"), article("b", "EAT"), article("c"))

        assert answers == ["a", "nlp/crashed", "c"]


async def test_a_hanging_article_is_ended_by_its_timeout() -> None:
    """One second here; the neighbors wait for it once and are answered."""
    async with running(timeout=1.0) as echo:
        answers = await echo.answers(article("a"), article("b", "HANG"), article("c"))

        assert answers == ["a", "nlp/timeout", "c"]
        assert echo.restarts("timeout") == 3


async def test_a_process_killed_from_outside_loses_nothing() -> None:
    """Somebody's kill -9, or the kernel's when memory is short: the batch is done again."""
    names = [f"a-{number}" for number in range(12)]
    async with running(batch=4) as echo:
        results = [echo.pool.submit(article(name, "SLOW")) for name in names]
        await results[0]  # the process is at its second batch now

        os.kill(echo.pool.pids[0], signal.SIGKILL)

        assert [summary(result) for result in await asyncio.gather(*results)] == names
        assert echo.restarts("crashed") == 1


async def test_a_process_that_died_idle_is_no_articles_fault() -> None:
    """The next article finds the pipe broken and is tried again."""
    async with running() as echo:
        os.kill(echo.pool.pids[0], signal.SIGKILL)
        assert await echo.answers(article("a")) == ["a"]


async def test_a_cancelled_article_never_reaches_a_process() -> None:
    """It would crash one; its lane was closed while it waited in the queue."""
    async with running(batch=1) as echo:
        first = echo.pool.submit(article("a"))
        echo.pool.submit(article("b", "CRASH")).cancel()

        assert await echo.answers(article("c")) == ["c"]
        assert summary(await first) == "a"
        assert echo.restarts("crashed") == 0


async def test_an_article_cancelled_at_work_is_not_tried_again() -> None:
    """Whoever has the partition now will try it; this process is free for others."""
    async with running(timeout=1.0, batch=1) as echo:
        first, hanging = echo.pool.submit(article("a")), echo.pool.submit(article("b", "HANG"))
        await first  # the process is at the second now
        hanging.cancel()

        assert await echo.answers(article("c")) == ["c"]
        assert echo.restarts("timeout") == 1


async def test_draining_answers_what_is_at_work_and_gives_back_what_waits() -> None:
    """A worker that leaves commits what it has begun, and no more."""
    async with running(batch=1) as echo:
        first, second, third = (echo.pool.submit(article(name, "SLOW")) for name in "abc")
        await first  # the process is at the second now

        await echo.pool.drain(timeout=10)

        assert summary(await second) == "b"
        assert third.cancelled()


async def test_draining_does_not_wait_for_a_hanging_article() -> None:
    """Five seconds are all that a worker has to leave; stopping cancels it."""
    async with running(batch=1) as echo:
        first, hanging = echo.pool.submit(article("a")), echo.pool.submit(article("b", "HANG"))
        await first
        await echo.pool.drain(timeout=0.01)
        assert not hanging.done()

        await echo.pool.stop()

        assert (hanging.cancelled(), echo.pool.pids) == (True, [])


@pytest.mark.parametrize("command", [("false",), (sys.executable, "-c", "raise SystemExit(3)")])
async def test_a_pool_that_cannot_start_is_broken(command: Sequence[str]) -> None:
    """The installation is at fault: the message says where to look."""
    with pytest.raises(
        PoolBroken, match=r"does not start \(exit code .\).*escalation-worker doctor"
    ):
        async with running(command):
            pass


async def test_a_process_that_cannot_be_replaced_breaks_the_pool(tmp_path: Path) -> None:
    """The models were removed under the worker: it stops, and the article is not blamed."""
    once = f"test -e {tmp_path}/used && exit 3; touch {tmp_path}/used; exec {' '.join(ECHO)}"
    async with running(("sh", "-c", once)) as echo:
        os.kill(echo.pool.pids[0], signal.SIGKILL)
        result = echo.pool.submit(article("a"))

        with pytest.raises(PoolBroken, match="exit code 3"):
            await echo.pool.failed()
        assert result.cancelled()


async def test_the_pools_gauges_tell_its_size_and_work() -> None:
    """Busy while an article hangs, idle after."""
    async with running(batch=1, size=1) as echo:
        value = echo.metrics.registry.get_sample_value
        first, hanging = echo.pool.submit(article("a")), echo.pool.submit(article("b", "HANG"))
        await first
        assert (value("escalation_pool_size"), value("escalation_pool_busy")) == (1, 1)

        await echo.pool.stop()

        assert (value("escalation_pool_busy"), hanging.cancelled()) == (0, True)
