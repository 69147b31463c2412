"""Waiting until something is so: looked at again and again, never for longer than was said."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

_Found = TypeVar("_Found")
_LOOK_SECONDS = 0.05


async def eventually(
    look: Callable[[], Awaitable[_Found]], *, seconds: float = 120.0, every: float = _LOOK_SECONDS
) -> _Found:
    """The first answer of ``look`` that is true; raises TimeoutError when there is none in time."""
    async with asyncio.timeout(seconds):
        while not (answer := await look()):
            await asyncio.sleep(every)
    return answer


async def until(
    holds: Callable[[], bool], *, seconds: float = 120.0, every: float = _LOOK_SECONDS
) -> None:
    """Return when ``holds`` is true; raises TimeoutError when it is not in time."""

    async def look() -> bool:
        return holds()

    await eventually(look, seconds=seconds, every=every)
