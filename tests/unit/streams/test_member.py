"""One pool process seen from the worker: asked, timed, buried."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.support.children import ECHO, article, ended_within, summary
from worker.streams.member import Member, MemberDied, MemberHung


async def test_a_member_answers_batch_after_batch() -> None:
    """It stays warm between them."""
    member = await Member.start(ECHO, "", timeout=30)
    try:
        for name in ("a", "b"):
            [result] = await member.ask([article(name)], timeout=30)
            assert summary(result) == name
    finally:
        await member.kill()


async def test_a_member_that_dies_tells_its_exit_code() -> None:
    """The echo ends itself with 9 on CRASH."""
    member = await Member.start(ECHO, "", timeout=30)

    with pytest.raises(MemberDied, match="exit code 9"):
        await member.ask([article("a", "CRASH")], timeout=30)
    await member.kill()


async def test_a_member_that_gives_no_answer_has_hung() -> None:
    """It is killed by whoever asked."""
    member = await Member.start(ECHO, "", timeout=30)

    with pytest.raises(MemberHung, match=r"no answer within 0.2 s"):
        await member.ask([article("a", "HANG")], timeout=0.2)
    await member.kill()

    assert await asyncio.to_thread(ended_within, member.pid, 5)


async def test_a_member_that_does_not_get_warm_is_not_left_behind(tmp_path: Path) -> None:
    """A process that never says that it is ready."""
    pid = tmp_path / "pid"

    with pytest.raises(MemberHung, match=r"within 1 s"):
        await Member.start(("sh", "-c", f"echo $$ > {pid}; exec sleep 60"), "", timeout=1)

    assert await asyncio.to_thread(ended_within, int(pid.read_text()), 5)


async def test_killing_twice_does_no_harm() -> None:
    """The pool kills what may be dead already."""
    member = await Member.start(ECHO, "", timeout=30)
    os.kill(member.pid, signal.SIGKILL)
    await member.kill()
    await member.kill()

    assert await asyncio.to_thread(ended_within, member.pid, 5)
