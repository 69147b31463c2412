"""The cluster: whether it lets us in, and what the worker needs of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiokafka.admin import AIOKafkaAdminClient

from worker.cli.checks.brokers import brokers
from worker.cli.checks.check import Check
from worker.cli.checks.clock import clock
from worker.cli.checks.group import group
from worker.cli.checks.topics import topics
from worker.cli.checks.transactions import transactions
from worker.cli.clients import running
from worker.cli.failures import CommandError
from worker.config import Settings


async def kafka(settings: Settings) -> AsyncIterator[Check]:
    """Everything about the cluster; ends early where there is none that lets us in."""
    connection = settings.kafka.connection()
    try:
        async with running(AIOKafkaAdminClient, connection) as admin:
            cluster = await admin.describe_cluster()
            yield Check("broker", "ok", f"{connection.bootstrap}, {len(cluster['brokers'])} there")
            async for check in brokers(
                admin, settings, [one["node_id"] for one in cluster["brokers"]]
            ):
                yield check
            async for check in topics(admin, settings):
                yield check
            async for check in group(admin, settings):
                yield check
            async for check in transactions(admin, settings):
                yield check
            yield await clock(admin, settings)
    except CommandError as error:
        yield _refused(str(error))


def _refused(message: str) -> Check:
    """What is wrong and what to do, which stand in two lines or on both sides of "; check"."""
    problem, line, remedy = message.partition("\n")
    if not line:
        problem, semicolon, settings = message.partition("; check ")
        remedy = f"check {settings}" if semicolon else ""
    return Check("broker", "fail", problem, remedy)
