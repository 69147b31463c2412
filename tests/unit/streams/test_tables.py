"""When Faust subscribes: behind the agents' questions, not behind a clock."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import AsyncMock

import faust
import pytest

from worker.streams.app import GroupOptions, add_stage, build_app
from worker.streams.connection import Connection
from worker.streams.lanes import Lanes
from worker.streams.tables import NoTables


@pytest.fixture
def app(tmp_path: Path) -> faust.App:
    """An app of two agents that is never started."""
    app = build_app(GroupOptions("coders"), Connection("one:9092"), datadir=tmp_path)
    for topic in ("articles.raw", "articles.signatures"):
        add_stage(app, topic=topic, lanes=Lanes(open_lane=AsyncMock(), reader=AsyncMock()))
    return app


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> AsyncMock:
    """What Faust does about tables when all is registered; it needs a consumer."""
    done = AsyncMock()
    monkeypatch.setattr(NoTables, "_update_channels", done)
    monkeypatch.setattr(NoTables, "recovery", AsyncMock())
    return done


async def test_topics_are_subscribed_once_every_agent_has_asked(
    app: faust.App, registered: AsyncMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One agent of two is not enough: the other would be heard 45 seconds later."""

    async def other_asks(*_: object) -> None:
        assert not registered.called
        app.topics.add(app.topic("articles.signatures"))

    monkeypatch.setattr(NoTables, "sleep", other_asks)
    app.topics.add(app.topic("articles.raw"))
    await NoTables(app).on_start()
    assert registered.called


async def test_a_worker_that_stops_meanwhile_registers_nothing(
    app: faust.App, registered: AsyncMock
) -> None:
    """Its agents will never ask."""
    tables = NoTables(app)
    tables._stopped.set()
    await tables.on_start()
    assert not registered.called
