"""An Apache Kafka broker of one's own, for one machine: the default of ``up`` and of every test."""

from worker.local.errors import LocalKafkaError
from worker.local.kafka import LocalKafka
from worker.local.listeners import Listener

__all__ = ["Listener", "LocalKafka", "LocalKafkaError"]
