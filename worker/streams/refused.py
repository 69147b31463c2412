"""What a cluster does not take as it is set up, in words: aiokafka's errors have a number and no topic."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from aiokafka.errors import (
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    TopicAuthorizationFailedError,
    UnknownTopicOrPartitionError,
)

from worker.messages.record import Record

_WHY: dict[type[KafkaError], str] = {
    MessageSizeTooLargeError: (
        "it takes no record of {size} bytes: raise max.message.bytes of the topic "
        "(`escalation-worker topics list` shows what is declared)"
    ),
    TopicAuthorizationFailedError: (
        "we may not write to it: allow WRITE to the user of kafka.sasl_username or of the certificate"
    ),
    UnknownTopicOrPartitionError: "it is not there: `escalation-worker topics create` makes it",
    KafkaTimeoutError: "none of its brokers answered in time: is it there, and has it a leader?",
}


#: So long other records are waited for that may know better why.
_REASON_SECONDS = 1.0


class Refused(RuntimeError):
    """The cluster does not take a record; the message says which topic, why, and what to do.

    Nothing of the transaction is written. The worker stops; what it had read is read again.
    """


@contextmanager
def refusing(record: Record) -> Iterator[None]:
    """Raise Refused in place of an error that says why the cluster does not take ``record``."""
    try:
        yield
    except tuple(_WHY) as error:
        why = next(why for kind, why in _WHY.items() if isinstance(error, kind))
        said = why.format(size=len(record.value or b"") + len(record.key or b""))
        message = f"topic {record.topic}: {said}; `escalation-worker doctor` looks closer"
        raise Refused(message) from error


async def guilty(
    sent: Sequence[tuple[Record, asyncio.Future[object]]], error: KafkaError
) -> tuple[Record, KafkaError]:
    """The record for which a transaction fails and its error, where ``error`` came first.

    One topic that is forbidden keeps every record out of the transaction; those of other topics then
    fail with "invalid state", which says nothing, and often sooner.
    """
    await asyncio.wait([future for _, future in sent], timeout=_REASON_SECONDS)
    failed = [(record, _raised(future)) for record, future in sent]
    errors = [(record, why) for record, why in failed if isinstance(why, KafkaError)]
    return min(errors, key=lambda one: (not isinstance(one[1], tuple(_WHY)), one[1] is not error))


def _raised(future: asyncio.Future[object]) -> BaseException | None:
    return future.exception() if future.done() and not future.cancelled() else None
