"""A port that is open, and a broker that serves, are two things."""

from __future__ import annotations

import socket
import struct
import threading

import pytest

from worker.local.ports import HOST, free_ports
from worker.local.probe import is_serving


def _answer_once(server: socket.socket, answer: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1024)
        connection.sendall(answer)


@pytest.mark.parametrize(
    ("answer", "serving"),
    [
        (struct.pack(">iiii", 12, 1, 0, 1), True),
        (struct.pack(">iiii", 12, 1, 0, 0), False),
        (b"HTTP/1.1 400\r\n", False),
        (b"", False),
    ],
    ids=["a broker in its cluster", "a broker not yet admitted", "a short answer", "nothing"],
)
def test_answer_decides(answer: bytes, serving: bool) -> None:
    """Only a Metadata answer that lists a broker counts."""
    with socket.create_server((HOST, 0)) as server:
        thread = threading.Thread(target=_answer_once, args=(server, answer))
        thread.start()
        assert is_serving(server.getsockname()[1]) is serving
        thread.join()


def test_silence_and_closed_ports_do_not_serve() -> None:
    """Neither a server that never answers nor a port without one."""
    with socket.create_server((HOST, 0)) as server:
        assert not is_serving(server.getsockname()[1], timeout_s=0.05)
    assert not is_serving(free_ports(1)[0])
