"""Faust's tables, of which a worker has none: what is left of them is when the topics are subscribed.

Faust waits a second for the agents to ask for their topics. One that asks after the group was joined would be
heard 45 seconds later, so the wait is for them, not for the clock.
"""

from __future__ import annotations

from faust.tables import TableManager

_LOOK_SECONDS = 0.01


class NoTables(TableManager):
    """Says that all is registered once every agent has asked for its topic."""

    async def on_start(self) -> None:
        """Called by Faust behind the agents' start; the conductor subscribes after it."""
        while len(self.app.topics) < len(self.app.agents) and not self.should_stop:
            await self.sleep(_LOOK_SECONDS)
        if not self.should_stop:
            await self._update_channels()
            await self.recovery.start()
