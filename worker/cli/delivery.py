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
        self._waiting: deque[tuple[Item, asyncio.Future[RecordMetadata] | None]] = deque()

    async def run(
        self,
        items: Iterator[Item],
        *,
        advance: Callable[[int], None] | None = None,
        rate: float | None = None,
    ) -> None:
        """Send all items, at most ``rate`` a second; ``advance`` is told of each that is done with, in order.

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

    def rehearse(self, items: Iterator[Item], *, advance: Callable[[int], None]) -> None:
        """Check all items as ``run`` would, and count them as if the broker had taken them."""
        for item in items:
            try:
                self._key(item)
            except (DropError, ArticleError) as error:
                self.refused += 1
                self._refuse(f"{item.origin}: {why(error)}")
            else:
                self.delivered += 1
            advance(1)

    def _key(self, item: Item) -> bytes | None:
        """The id of an article, for its versions to stay in order; raises DropError or ArticleError."""
        return None if self._raw else decode(item.value).id.encode()

    async def _send(self, producer: AIOKafkaProducer, item: Item) -> None:
        try:
            sent = await producer.send(self.topic, item.value, key=self._key(item))
        except (DropError, ArticleError) as error:
            self._wait(item, None, why(error))
        except MessageSizeTooLargeError:
            self._wait(item, None, f"{len(item.value)} bytes are more than any topic takes")
        else:
            self._wait(item, sent)

    def _wait(
        self, item: Item, sent: asyncio.Future[RecordMetadata] | None, refusal: str = ""
    ) -> None:
        """Put an item behind those that wait; a refusal is told at once and counted in its turn."""
        if refusal:
            self._refuse(f"{item.origin}: {refusal}")
        self._waiting.append((item, sent))

    async def _settle(self, most: int) -> None:
        """Count what is acknowledged, and await the oldest until at most ``most`` are waiting."""
        while self._waiting and (len(self._waiting) > most or _is_done(self._waiting[0][1])):
            item, sent = self._waiting.popleft()
            if sent is None or not await self._acknowledged(item, sent):
                self.refused += 1
            else:
                self.delivered += 1
            self._advance(1)

    async def _acknowledged(self, item: Item, sent: asyncio.Future[RecordMetadata]) -> bool:
        """Whether the broker took an item; raises CommandError when it is the broker that failed."""
        try:
            place = await sent
        except MessageSizeTooLargeError as error:
            self._refuse(f"{item.origin}: the broker refused it: {reason(error)}")
            return False
        except KafkaError as error:
            raise CommandError(
                f"{item.origin} was not delivered: {reason(error)}; {self.delivered} were before it"
            ) from error
        self.ends[place.partition] = place.offset + 1
        return True


def _is_done(sent: asyncio.Future[RecordMetadata] | None) -> bool:
    return sent is None or sent.done()


def why(error: DropError | ArticleError) -> str:
    """Why the worker would not publish an article, as one line."""
    if isinstance(error, DropError):
        return f"{error.reason}: {error.detail}"
    return f"{error.code}: {error.message}"
