"""The one error of the local broker."""

from __future__ import annotations


class LocalKafkaError(Exception):
    """The local broker cannot run; the message says what happened, where, and what to do."""
