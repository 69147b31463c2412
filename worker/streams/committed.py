"""Faust's aiokafka consumer, reading only what is committed.

Faust asks for ``read_committed`` only when it writes transactions itself. Ours are written beside it,
and an upstream producer may be transactional too: without this an aborted article would be coded.
"""

from __future__ import annotations

import aiokafka
from aiokafka import TopicPartition
from faust.transport.drivers import aiokafka as driver


class _Thread(driver.AIOKafkaConsumerThread):
    """The consumer's thread, one setting apart from Faust's."""

    def _create_worker_consumer(self, transport: driver.Transport) -> aiokafka.AIOKafkaConsumer:
        consumer = super()._create_worker_consumer(transport)
        consumer._isolation_level = "read_committed"  # read by start(), which comes later
        return consumer

    def reads_next(self, partition: TopicPartition) -> int | None:
        """The next offset to read, behind markers of transactions too; None where it is not known."""
        consumer = self._ensure_consumer()
        assignment = consumer._subscription.subscription.assignment
        if partition not in assignment.tps:
            return None
        state = assignment.state_value(partition)
        return int(state.position) if state.has_valid_position else None


class _Consumer(driver.Consumer):
    """A consumer that runs in that thread."""

    def _new_consumer_thread(self) -> driver.AIOKafkaConsumerThread:
        self.reading = _Thread(self, loop=self.loop, beacon=self.beacon)
        return self.reading

    def reads_next(self, partition: TopicPartition) -> int | None:
        """The next offset to read; None where it is not known."""
        return self.reading.reads_next(partition)


class Transport(driver.Transport):
    """Faust's transport with that consumer."""

    Consumer = _Consumer
