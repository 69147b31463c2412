"""Ending a process whose libraries may not want to end.

aiokafka and Faust have tasks that swallow their cancellation while a broker is away, and
``asyncio.run`` and ``asyncio.wait_for`` wait for such a task for ever. What has to be committed is
committed before; here nothing is waited for without a bound.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

import structlog

_Result = TypeVar("_Result")

log = structlog.get_logger(__name__)


async def within(seconds: float, work: Coroutine[Any, Any, object], *, what: str) -> None:
    """Do ``work`` for at most ``seconds``; then, or when it fails, say so and go on."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        task.cancel()
        log.info("left undone", what=what, seconds=seconds)
    elif task.cancelled() or task.exception():
        error = "cancelled" if task.cancelled() else repr(task.exception())
        log.info("left undone", what=what, error=error)


def run(main: Coroutine[Any, Any, _Result]) -> _Result:
    """Run ``main`` to its end and leave whatever else is in the loop as it is."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop.run_until_complete(main)


def leave(code: int) -> NoReturn:
    """End the process with this exit code now, its output written, whatever threads still run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
