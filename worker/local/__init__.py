"""An Apache Kafka broker of one's own, for one machine: the default of ``up`` and of every test."""

from worker.local.errors import LocalKafkaError
from worker.local.kafka import LocalKafka

__all__ = ["LocalKafka", "LocalKafkaError"]
