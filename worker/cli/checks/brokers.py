"""Settings of the brokers that stand in the worker's way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import for_code

from worker.cli.checks.check import Check
from worker.config import Settings
from worker.messages.topics import LARGEST_RECORD_BYTES
from worker.streams.writer import TRANSACTION_TIMEOUT_MS

#: What is needed at least, and where it must be set when it is not there.
_NEEDED = {
    "socket.request.max.bytes": LARGEST_RECORD_BYTES,
    "transaction.max.timeout.ms": TRANSACTION_TIMEOUT_MS,
}
_LARGEST = "message.max.bytes"


async def brokers(
    admin: AIOKafkaAdminClient, settings: Settings, nodes: Iterable[int]
) -> AsyncIterator[Check]:
    """One check a broker: whether it takes records as large as ours, and transactions as long."""
    for node in nodes:
        resource = ConfigResource(ConfigResourceType.BROKER, str(node))
        (answer,) = await admin.describe_configs([resource])
        code, message, *_, entries = answer.resources[0]
        name = f"broker {node}"
        if code:
            said = message or for_code(code).__name__
            yield Check(
                name, "warn", f"does not tell its settings: {said}", "grant DescribeConfigs"
            )
            continue
        yield _judged(name, {key: value for key, value, *_ in entries}, settings)


def _judged(name: str, found: Mapping[str, str | None], settings: Settings) -> Check:
    short = [
        f"{key} is {found[key]}, not {least}"
        for key, least in _NEEDED.items()
        if int(found.get(key) or least) < least
    ]
    if short:
        return Check(name, "fail", "; ".join(short), "raise it in server.properties, and restart")
    largest, wanted = int(found.get(_LARGEST) or 0), settings.kafka.topics().raw.max_message_bytes
    if largest < wanted:
        return Check(
            name,
            "warn",
            f"{_LARGEST} is {largest}: topics without a limit of their own take no more",
            f"raise it to {wanted}, or make topics with `escalation-worker topics create`, which sets theirs",
        )
    return Check(name, "ok", f"{_LARGEST} {largest}")
