"""Row 11: a cluster that does not do what it should: full, without a topic, with more partitions, closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewPartitions
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest

from tests.scenarios.comparison import PATIENCE_SECONDS, compare
from tests.scenarios.filled import disk_full
from tests.scenarios.ground import Ground, serving
from tests.scenarios.table import Result, Sizes, scenario
from tests.scenarios.traffic import Traffic
from tests.support.cluster import Cluster, administrating
from tests.support.waiting import eventually
from worker.local import LocalKafka, ports
from worker.local.listeners import Listener
from worker.streams.topics import missing

_USER, _PASSWORD = "worker", "open-sesame"
_SOON = {"commit_timeout": "8"}
_TOPIC, _LITERAL, _WRITE, _DENY = 2, 3, 4, 2  # Kafka's numbers in requests about ACLs
_CLOSED = {
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "allow.everyone.if.no.acl.found": "true",
    "super.users": "User:ANONYMOUS",
}

Spoil = Callable[[Cluster, AIOKafkaAdminClient], Awaitable[object]]


@scenario(
    11,
    "refusals",
    does="a broker's disk full, a topic deleted, partitions added, writing forbidden, a record too large",
    passes="a clear error, an end instead of a loop, nothing lost",
    full={"articles": 1000},
    small={"articles": 100},
)
async def refusals(ground: Ground, sizes: Sizes) -> Result:
    """Five faults side by side, each on topics of its own, two of them on brokers of their own."""
    count = sizes["articles"]
    found = await asyncio.gather(
        _spoiled(
            ground, count, "deleted", _delete, _create, "is a topic deleted", late=True, **_SOON
        ),
        _spoiled(ground, count, "too large", _narrow, _widen, "max.message.bytes"),
        _partitions_added(ground, count),
        _forbidden(ground, count),
        disk_full(ground, count),
    )
    return Result.of(found)


async def _spoiled(
    ground: Ground, count: int, what: str, spoil: Spoil, mend: Spoil, said: str,
    *, late: bool = False, **settings: str,
) -> Result:  # fmt: skip
    """The worker must end by itself and say what is wrong; mended, it must lose nothing.

    Spoilt before its start, because a limit takes effect some time later, or ``late``, when it is at work.
    """
    address, result = settings.pop("bootstrap", None), Result()
    async with ground.stage(bootstrap=address, **settings) as (cluster, fleet):
        traffic, fleet.supervised = Traffic(cluster.topics, count), False
        async with administrating(cluster.bootstrap) as admin:
            if not late:
                await spoil(cluster, admin)
            await fleet.start("one")
            if late:
                await spoil(cluster, admin)
            await cluster.send(traffic.messages())
            code = await fleet.ended("one", seconds=PATIENCE_SECONDS)
            result.hold(code == 1, f"{what}: the worker ends with 1, not {code}")
            result.hold(said in fleet.log("one"), f"{what}: the error says {said!r}")
            await mend(cluster, admin)
        await fleet.start("one")
        await compare(cluster, traffic, result)
    result.figures[what] = "told, nothing lost" if result.passed else "did not hold"
    return result


async def _partitions_added(ground: Ground, count: int) -> Result:
    """Two more for the raw articles, and for their changelog, while a worker is at work."""
    result = Result()
    async with ground.stage() as (cluster, fleet):
        await fleet.start("one")
        both = (cluster.topics.changelog, cluster.topics.raw)  # the state must have its place first
        async with administrating(cluster.bootstrap) as admin:
            for topic in both:
                more = {topic.name: NewPartitions(topic.partitions + 2)}
                await admin.create_partitions(more)
        traffic = Traffic(cluster.topics, count)
        await cluster.send(traffic.messages())
        await compare(cluster, traffic, result)
        result.hold(fleet.restarts == 0, "partitions added: no restart")
    result.figures["partitions added"] = "read, nothing lost" if result.passed else "did not hold"
    return result


async def _forbidden(ground: Ground, count: int) -> Result:
    async with _closed_broker(ground) as (closed, user):
        said = "allow WRITE"
        return await _spoiled(closed, count, "forbidden", _deny, _allow, said, late=True, **user)


async def _delete(cluster: Cluster, admin: AIOKafkaAdminClient) -> None:
    await admin.delete_topics([cluster.topics.enriched.name])


async def _create(cluster: Cluster, admin: AIOKafkaAdminClient) -> None:
    """Make it again and wait until it can be seen: a broker answers before its own metadata know."""
    await cluster.create_topics()

    async def there() -> bool:
        return not await missing(admin, cluster.topics)

    await eventually(there, seconds=PATIENCE_SECONDS)


async def _narrow(cluster: Cluster, admin: AIOKafkaAdminClient) -> None:
    """Room for Kafka's own markers of 78 bytes, without which no transaction ends, and for no record."""
    await _configure(admin, cluster.topics.enriched.name, {"max.message.bytes": "85"})


async def _widen(cluster: Cluster, admin: AIOKafkaAdminClient) -> None:
    topic = cluster.topics.enriched
    await _configure(admin, topic.name, dict(topic.config))


async def _configure(admin: AIOKafkaAdminClient, topic: str, config: dict[str, str]) -> None:
    await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, config)])


async def _deny(cluster: Cluster, admin: AIOKafkaAdminClient) -> None:
    await _acl(admin, CreateAclsRequest, cluster.topics.events.name)


async def _allow(cluster: Cluster, admin: AIOKafkaAdminClient) -> None:
    await _acl(admin, DeleteAclsRequest, cluster.topics.events.name)


async def _acl(admin: AIOKafkaAdminClient, request: Any, topic: str) -> None:
    """Aiokafka knows the requests about ACLs, but its admin client has no method for them."""
    client = admin._client
    message = request(_TOPIC, topic, _LITERAL, f"User:{_USER}", "*", _WRITE, _DENY)
    response = await client.send(client.get_random_node(), message)
    answers: Iterable[tuple[Any, ...]] = response.to_object().get("creation_responses", ())
    if any(answer["error_code"] for answer in answers):  # type: ignore[call-overload]
        raise RuntimeError(f"the broker did not take the ACL: {response}")


@asynccontextmanager
async def _closed_broker(ground: Ground) -> AsyncIterator[tuple[Ground, dict[str, str]]]:
    """A broker that asks for a password and obeys ACLs; the open address is the administrator's."""
    (port,) = ports.free_ports(1)
    jaas = "org.apache.kafka.common.security.plain.PlainLoginModule required"
    entrance = Listener(
        "CLOSED", "SASL_PLAINTEXT", port,
        {
            "sasl.enabled.mechanisms": "PLAIN",
            "plain.sasl.jaas.config": f'{jaas} user_{_USER}="{_PASSWORD}";',
        },
    )  # fmt: skip
    server = LocalKafka(ground.folder / "closed", listeners=[entrance], settings=_CLOSED)
    async with serving(server) as kafka:
        user = {"bootstrap": entrance.bootstrap, "user": _USER, "password": _PASSWORD}
        yield replace(ground, kafka=kafka), user
