"""A page that serves while a test asks it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.served import Served, served


@pytest.fixture
async def page() -> AsyncIterator[Served]:
    """A page for this machine, without a token."""
    async with served() as one:
        yield one
