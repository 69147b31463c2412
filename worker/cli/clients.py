"""Kafka clients of the commands: started, closed, and with a clear word when there is no broker."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from worker.cli.failures import CommandError
from worker.streams.connection import Connection, client_options

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
    except (OSError, ssl.SSLError) as error:
        raise CommandError(f"the TLS files of the settings cannot be used: {error}") from error
    try:
        await client.start()
    except (KafkaError, OSError) as error:
        await _end(client)
        raise CommandError(
            f"no Kafka answers at {connection.bootstrap}: {reason(error)}\n"
            "Start one with `escalation-worker up`, or name yours with --bootstrap or "
            "ESCALATION_KAFKA_BOOTSTRAP; `escalation-worker doctor` looks closer."
        ) from error
    try:
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


async def _end(client: Any) -> None:
    await (client.close() if isinstance(client, AIOKafkaAdminClient) else client.stop())
