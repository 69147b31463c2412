"""What Linux tells about processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from bench.processes import children, connections, cpu_seconds, find, resident_mb


def test_a_child_is_seen_with_its_memory_and_time() -> None:
    """Processor time is that of a process with its children."""
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, text=True
    ) as child:
        assert child.pid in children(os.getpid())
        assert resident_mb(os.getpid()) > 10
        assert cpu_seconds(os.getpid()) >= cpu_seconds(child.pid)
        child.communicate("\n")
    assert child.pid not in children(os.getpid())


def test_a_process_is_found_by_what_it_was_started_with() -> None:
    """The broker is a grandchild: its guard stands between."""
    waits = "print('up', flush=True); input()"
    inner = (
        f"import subprocess; subprocess.run([{sys.executable!r}, '-c', {waits!r}, 'the-broker'])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", inner], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as guard:
        assert guard.stdout is not None
        assert guard.stdout.readline() == "up\n"
        found = find(os.getpid(), "the-broker")

        assert found in children(guard.pid)
        guard.communicate("\n")
    with pytest.raises(LookupError, match="the-broker"):
        find(os.getpid(), "the-broker")


def test_connections_are_those_of_a_process_to_a_port() -> None:
    """An open socket that listens is none."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert connections(os.getpid(), port) == 0
        with socket.create_connection(("127.0.0.1", port)):
            assert connections(os.getpid(), port) == 1
