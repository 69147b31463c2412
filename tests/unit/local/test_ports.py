"""Free ports."""

from __future__ import annotations

import socket

import pytest

from worker.local.errors import LocalKafkaError
from worker.local.ports import HOST, free_ports, is_free, require_free


def test_free_ports_differ_and_are_free() -> None:
    """Each can be listened on, below the range that systems hand out to clients."""
    found = free_ports(3)
    assert len(set(found)) == 3
    assert all(is_free(port) and port < 32768 for port in found)


def test_taken_port_is_named() -> None:
    """The message names the port and asks for another."""
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(LocalKafkaError, match=f"Port {port} of 127.0.0.1 is taken"):
            require_free(port)
