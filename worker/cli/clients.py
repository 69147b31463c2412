"""Kafka clients of the commands: started, closed, and with a clear word when there is no broker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from worker.cli.failures import CommandError
from worker.streams.connection import Connection, UnusableFile, client_options
from worker.streams.reach import Unreachable, reach

if TYPE_CHECKING:
    from collections.abc import Callable


class Client(Protocol):
    """What all clients of aiokafka have in common."""

    async def start(self) -> None:
        """Connect."""


_Client = TypeVar("_Client", bound=Client)


@asynccontextmanager
async def running(
    build: Callable[..., _Client], connection: Connection, *topics: str, **options: Any
) -> AsyncIterator[_Client]:
    """A started client of the class ``build``; raises CommandError when the cluster is not reached."""
    try:
        client = build(*topics, **client_options(connection), **options)
    except UnusableFile as error:
        raise CommandError(str(error)) from error
    try:
        await _start(client, connection)
        yield client
    finally:
        await _end(client)


def reason(error: Exception) -> str:
    """What an error says, without the name of its class that aiokafka puts before it."""
    return str(error).removeprefix(f"{type(error).__name__}: ") or type(error).__name__


async def require_topic(connection: Connection, topic: str) -> None:
    """Raise CommandError when the cluster has no such topic."""
    async with running(AIOKafkaAdminClient, connection) as admin:
        names = await admin.list_topics()
    if topic not in names:
        raise CommandError(
            f"the Kafka at {connection.bootstrap} has no topic {topic}\n"
            "`escalation-worker topics create` creates the topics of the worker."
        )


async def _start(client: Client, connection: Connection) -> None:
    try:
        await reach(connection)
        await client.start()
    except Unreachable as error:
        raise CommandError(str(error)) from error
    except (KafkaError, OSError) as error:
        raise CommandError(
            f"the Kafka at {connection.bootstrap} stopped answering: {reason(error)}"
        ) from error


async def _end(client: Any) -> None:
    await asyncio.sleep(0)  # aiokafka cannot stop a consumer whose tasks have not begun yet
    await (client.close() if isinstance(client, AIOKafkaAdminClient) else client.stop())
