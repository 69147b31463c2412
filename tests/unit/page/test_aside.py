"""A server in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from worker.page.aside import Aside


def test_it_runs_beside_and_ends_with_the_block() -> None:
    """In a loop of its own, cancelled in order."""
    seen: list[str] = []

    async def serve(ready: Callable[[str], None]) -> None:
        seen.append(threading.current_thread().name)
        ready("http://127.0.0.1:1")
        try:
            await asyncio.Event().wait()
        finally:
            seen.append("cleaned up")

    with Aside(serve, name="page") as page:
        assert page.url == "http://127.0.0.1:1"
        assert seen == ["page"]

    assert seen == ["page", "cleaned up"]


def test_what_keeps_it_from_serving_is_raised_where_it_was_started() -> None:
    """A taken port, say."""

    async def serve(_: Callable[[str], None]) -> None:
        raise OSError("taken")

    with pytest.raises(OSError, match="taken"), Aside(serve, name="page"):
        pass


def test_one_that_ends_early_does_not_take_the_rest_with_it() -> None:
    """The worker goes on without its page; the log says why."""
    ended = threading.Event()

    async def serve(ready: Callable[[str], None]) -> None:
        ready("http://127.0.0.1:1")
        asyncio.get_running_loop().call_soon(ended.set)
        await asyncio.sleep(0)
        raise RuntimeError("a bug")

    with Aside(serve, name="page"):
        assert ended.wait(5)
