"""Topics on a cluster: which are missing, and making them."""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from worker.messages.topics import Topic, Topics
from worker.streams.connection import Connection, client_options
from worker.streams.reach import reach

log = structlog.get_logger(__name__)


class MissingTopics(RuntimeError):
    """The cluster lacks topics that the worker needs."""


def admin_client(connection: Connection) -> AIOKafkaAdminClient:
    """An admin client, not started; the caller starts and closes it."""
    return AIOKafkaAdminClient(**client_options(connection), request_timeout_ms=15_000)


async def connect(admin: AIOKafkaAdminClient, connection: Connection) -> None:
    """Start the client; raises Unreachable, with the remedy, when no broker lets us in."""
    await reach(connection)
    await admin.start()
    if connection.bares_password:  # said once; aiokafka would at every connection
        log.warning("the password goes unencrypted", remedy="kafka.security_protocol SASL_SSL")


async def missing(admin: AIOKafkaAdminClient, topics: Topics) -> list[Topic]:
    """The rows of the topics table that the cluster does not have."""
    names = set(await admin.list_topics())
    return [topic for topic in topics if topic.name not in names]


async def require(admin: AIOKafkaAdminClient, topics: Topics) -> None:
    """Raise MissingTopics, with the remedy, unless the cluster has every topic."""
    if lacking := await missing(admin, topics):
        names = ", ".join(topic.name for topic in lacking)
        raise MissingTopics(
            f"the cluster has no topic {names}: `escalation-worker topics create` makes what is missing"
        )


async def create(
    admin: AIOKafkaAdminClient,
    topics: Iterable[Topic],
    *,
    replication: int = 1,
    partitions: int | None = None,
) -> None:
    """Create the topics; one that exists already stays as it is. Raises KafkaError otherwise.

    ``partitions`` overrides the table for every topic that has more than one there.
    """
    wanted = [
        NewTopic(
            topic.name,
            partitions if partitions and topic.partitions > 1 else topic.partitions,
            replication,
            topic_configs=dict(topic.config),
        )
        for topic in topics
    ]
    response = await admin.create_topics(wanted)
    for name, code, *message in response.topic_errors:
        error = for_code(code)
        if code and error is not TopicAlreadyExistsError:
            raise error(f"topic {name} was not created: {' '.join(map(str, message))}")
