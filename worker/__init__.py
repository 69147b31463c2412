"""Streams news articles through Kafka and codes the political events in them."""

__version__ = "0.1.0"
