"""Kafka clients of the commands: a clear word when there is no way to the cluster."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError

from worker.cli.clients import reason, require_topic, running
from worker.cli.failures import CommandError
from worker.streams.connection import Connection

NOBODY = Connection("127.0.0.1:1")


async def test_no_broker_is_told_with_its_address() -> None:
    """And with the commands and settings that help."""
    with pytest.raises(
        CommandError, match=r"^no Kafka answers at 127\.0\.0\.1:1: Connect"
    ) as caught:
        async with running(AIOKafkaProducer, NOBODY):
            pass

    assert "--bootstrap or ESCALATION_KAFKA_BOOTSTRAP" in str(caught.value)


async def test_a_topic_cannot_be_required_of_nobody() -> None:
    """The same message, not one about the topic."""
    with pytest.raises(CommandError, match="no Kafka answers"):
        await require_topic(NOBODY, "articles.raw")


async def test_unusable_tls_files_are_told_as_such() -> None:
    """A wrong path is no broker's fault."""
    secured = Connection("127.0.0.1:1", "SSL", ssl_cafile=Path("gone.pem"))

    with pytest.raises(CommandError, match=r"^gone\.pem: not to be used for TLS: No such file"):
        async with running(AIOKafkaAdminClient, secured):
            pass


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KafkaConnectionError("no route"), "no route"),
        (KafkaTimeoutError(), "KafkaTimeoutError"),
        (OSError("gone"), "gone"),
    ],
)
def test_the_reason_is_what_the_error_says(error: Exception, told: str) -> None:
    """Aiokafka puts the name of the class before every text."""
    assert reason(error) == told
