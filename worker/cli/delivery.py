"""Delivers articles to a topic: checked, idempotent, every acknowledgement awaited."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from aiokafka.structs import RecordMetadata

from worker.cli.clients import reason, require_topic, running
from worker.cli.failures import CommandError
from worker.cli.sources import Item
from worker.domain.errors import ArticleError, DropError
from worker.messages.raw import decode
from worker.messages.topics import LARGEST_RECORD_BYTES
from worker.streams.connection import Connection

#: How many records may wait for the broker's word.
_IN_FLIGHT = 1_000


class Delivery:
    """Counts what was ``delivered`` and ``refused``; ``refuse`` is told "file:line: reason".

    ``ends`` has the offset behind the last delivered article by partition.

    Without ``raw`` every value is decoded as the worker would decode it, and its key is the
    article's id.
    """

    def __init__(
        self,
        connection: Connection,
        topic: str,
        *,
        refuse: Callable[[str], None],
        raw: bool = False,
    ) -> None:
        self.topic = topic
        self.delivered = 0
        self.refused = 0
        self.ends: dict[int, int] = {}
        self._connection = connection
        self._refuse = refuse
        self._raw = raw
        self._advance: Callable[[int], None] = lambda _: None
        self._waiting: deque[tuple[Item, asyncio.Future[RecordMetadata]]] = deque()

    async def run(
        self,
        items: Iterator[Item],
        *,
        advance: Callable[[int], None] | None = None,
        rate: float | None = None,
    ) -> None:
        """Send all items, at most ``rate`` a second; ``advance`` is told of each that is done with.

        Raises CommandError when the broker fails.
        """
        self._advance = advance or self._advance
        await require_topic(self._connection, self.topic)
        options = {"max_request_size": LARGEST_RECORD_BYTES, "linger_ms": 5}
        started = time.monotonic()
        async with running(
            AIOKafkaProducer, self._connection, enable_idempotence=True, **options
        ) as producer:
            for number, item in enumerate(items):
                if rate:
                    await asyncio.sleep(started + number / rate - time.monotonic())
                await self._send(producer, item)
                await self._settle(_IN_FLIGHT)
            await self._settle(0)

    async def _send(self, producer: AIOKafkaProducer, item: Item) -> None:
        try:
            key = None if self._raw else decode(item.value).id.encode()
            sent = await producer.send(self.topic, item.value, key=key)
        except DropError as drop:
            self._refused(item, f"{drop.reason}: {drop.detail}")
        except ArticleError as error:
            self._refused(item, f"{error.code}: {error.message}")
        except MessageSizeTooLargeError:
            self._refused(item, f"{len(item.value)} bytes are more than any topic takes")
        else:
            self._waiting.append((item, sent))

    async def _settle(self, most: int) -> None:
        """Count what is acknowledged, and await the oldest until at most ``most`` are waiting."""
        while self._waiting and (len(self._waiting) > most or self._waiting[0][1].done()):
            item, sent = self._waiting.popleft()
            try:
                place = await sent
            except MessageSizeTooLargeError as error:
                self._refused(item, f"the broker refused it: {reason(error)}")
            except KafkaError as error:
                raise CommandError(
                    f"{item.origin} was not delivered: {reason(error)}; "
                    f"{self.delivered} were before it"
                ) from error
            else:
                self.delivered += 1
                self.ends[place.partition] = place.offset + 1
                self._advance(1)

    def _refused(self, item: Item, reason: str) -> None:
        self.refused += 1
        self._advance(1)
        self._refuse(f"{item.origin}: {reason}")
