"""Asks a worker what it dropped, for a page beside it: such articles are on no topic."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from worker.page.desk.desk import Desk

#: Gives the articles dropped so far by reason, or None when the worker does not answer.
Dropped = Callable[[], Awaitable[Mapping[str, int] | None]]

_EVERY_SECONDS = 2.0


@asynccontextmanager
async def asking(desk: Desk, dropped: Dropped | None) -> AsyncIterator[None]:
    """Keep ``desk`` told while the context lasts; where nobody can be asked it is told nothing."""
    task = asyncio.create_task(_ask(desk, dropped)) if dropped else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _ask(desk: Desk, dropped: Dropped) -> None:
    while True:
        desk.dropped = await dropped()
        await asyncio.sleep(_EVERY_SECONDS)
