"""Faust's aiokafka consumer, reading only what is committed.

Faust asks for ``read_committed`` only when it writes transactions itself. Ours are written beside it,
and an upstream producer may be transactional too: without this an aborted article would be coded.
"""

from __future__ import annotations

import aiokafka
from faust.transport.drivers import aiokafka as driver


class _Thread(driver.AIOKafkaConsumerThread):
    """The consumer's thread, one setting apart from Faust's."""

    def _create_worker_consumer(self, transport: driver.Transport) -> aiokafka.AIOKafkaConsumer:
        consumer = super()._create_worker_consumer(transport)
        consumer._isolation_level = "read_committed"  # read by start(), which comes later
        return consumer


class _Consumer(driver.Consumer):
    """A consumer that runs in that thread."""

    def _new_consumer_thread(self) -> driver.AIOKafkaConsumerThread:
        return _Thread(self, loop=self.loop, beacon=self.beacon)


class Transport(driver.Transport):
    """Faust's transport with that consumer."""

    Consumer = _Consumer
