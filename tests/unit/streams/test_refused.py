"""Whose fault it is that a transaction failed."""

from __future__ import annotations

import asyncio

from aiokafka.errors import InvalidTxnState, KafkaError, TopicAuthorizationFailedError

from worker.messages.record import Record
from worker.streams.refused import guilty

Sent = tuple[Record, asyncio.Future[object]]


def sent(topic: str) -> Sent:
    """A record on its way."""
    return Record(topic, b"key", b"value"), asyncio.get_running_loop().create_future()


async def test_the_topic_that_is_forbidden_is_named_though_others_failed_sooner() -> None:
    """What keeps all records out of the transaction, not what follows from it."""
    one, other = sent("enriched"), sent("events")
    first, reason = InvalidTxnState(), TopicAuthorizationFailedError()
    one[1].set_exception(first)
    asyncio.get_running_loop().call_soon(other[1].set_exception, reason)

    assert await guilty([one, other], first) == (other[0], reason)


async def test_where_nobody_says_why_the_first_error_stands() -> None:
    """As it came, with its record."""
    sooner, later = sent("enriched"), sent("events")
    errors = KafkaError("later"), KafkaError("sooner")
    later[1].set_exception(errors[0])
    sooner[1].set_exception(errors[1])

    assert await guilty([later, sooner], errors[1]) == (sooner[0], errors[1])
