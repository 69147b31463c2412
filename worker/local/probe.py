"""Asks a port the way a Kafka client does whether a broker serves there."""

from __future__ import annotations

import socket
import struct

from worker.local.ports import HOST

_METADATA, _VERSION, _CORRELATION, _NO_CLIENT, _NO_TOPICS, _CREATE_NONE = 3, 4, 1, -1, 0, 0
_REQUEST = struct.pack(
    ">hhihi?", _METADATA, _VERSION, _CORRELATION, _NO_CLIENT, _NO_TOPICS, _CREATE_NONE
)
_RESPONSE = struct.Struct(">iii")  # correlation, throttle time, number of brokers


def is_serving(port: int, *, timeout_s: float = 1.0) -> bool:
    """Whether the broker at ``port`` has joined its own cluster and takes work.

    An open port is not enough: Kafka listens before the controller has admitted the broker, and
    until then every topic is without a leader. The Metadata answer lists it only once it is in.
    Format: Kafka protocol guide, Metadata request and response version 4.
    """
    try:
        with socket.create_connection((HOST, port), timeout=timeout_s) as connection:
            connection.sendall(struct.pack(">i", len(_REQUEST)) + _REQUEST)
            with connection.makefile("rb") as answer:
                answer.read(4)  # its length
                _, _, brokers = _RESPONSE.unpack(answer.read(_RESPONSE.size))
    except (OSError, struct.error):
        return False
    return bool(brokers)
