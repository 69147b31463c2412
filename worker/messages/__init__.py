"""The wire contract: bytes to domain objects and back, topics, schemas and dead letters; no Kafka here."""
