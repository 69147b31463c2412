"""A page beside a worker asks it what it dropped."""

from __future__ import annotations

import asyncio

from tests.support.desks import desk
from worker.page.desk.asking import asking


async def test_the_desk_has_what_the_worker_answers() -> None:
    """Until then, and where there is no worker, it knows nothing."""
    asked, some = asyncio.Event(), desk()

    async def dropped() -> dict[str, int]:
        asked.set()
        return {"too_short": 2}

    async with asking(some, None):
        assert some.dropped is None
    async with asking(some, dropped):
        await asked.wait()

    assert some.dropped == {"too_short": 2}
