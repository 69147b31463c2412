"""Ending in bounded time, whatever a library makes of its cancellation."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from structlog.testing import capture_logs

from worker.streams.ending import within

#: A program with a task that never ends, which leaves with 3 once its main part is done.
STUBBORN = """
import asyncio, sys
from worker.streams.ending import leave, run

async def for_ever():
    while True:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            print("not me")

async def main():
    main.task = asyncio.create_task(for_ever())
    await asyncio.sleep(0)
    return "done"

sys.stdout.write(run(main()))
leave(3)
"""


async def test_work_that_is_done_in_time_is_done() -> None:
    """Nothing is said about it."""
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    with capture_logs() as lines:
        await within(5, work(), what="working")

    assert (done.is_set(), lines) == (True, [])


async def test_work_that_swallows_its_cancellation_is_left() -> None:
    """As a client does whose broker is away."""
    broker, left = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        try:
            await broker.wait()
        except asyncio.CancelledError:
            left.set()
            await broker.wait()

    with capture_logs() as lines:
        await within(0.01, work(), what="closing")
    await left.wait()

    expected = {"event": "left undone", "what": "closing", "seconds": 0.01, "log_level": "info"}
    assert lines == [expected]
    broker.set()


@pytest.mark.parametrize("error", [ConnectionError("gone"), asyncio.CancelledError()])
async def test_work_that_fails_holds_nobody_up(error: BaseException) -> None:
    """The next step of the ending is taken all the same."""

    async def work() -> None:
        raise error

    with capture_logs() as lines:
        await within(5, work(), what="closing")

    assert [line["what"] for line in lines] == ["closing"]


def test_a_task_that_never_ends_does_not_keep_the_process() -> None:
    """``asyncio.run`` would wait for it for ever; what was written is still written."""
    ended = subprocess.run(
        [sys.executable, "-c", STUBBORN], capture_output=True, timeout=20, check=False
    )

    assert (ended.returncode, ended.stdout) == (3, b"done")
