"""A cluster that is not there is told in words; what one has is tested with the commands."""

from __future__ import annotations

import pytest

from worker.local.ports import free_ports
from worker.streams.connection import Connection
from worker.streams.reach import Unreachable
from worker.streams.topics import admin_client, connect


async def test_no_broker_is_told_with_where_and_what_to_do() -> None:
    """The address that was tried, how to start a broker, how to name another."""
    connection = Connection(f"127.0.0.1:{free_ports(1)[0]}")
    admin = admin_client(connection)

    with pytest.raises(Unreachable) as caught:
        await connect(admin, connection)
    await admin.close()

    for part in (connection.bootstrap, "escalation-worker up", "ESCALATION_KAFKA_BOOTSTRAP"):
        assert part in str(caught.value)
