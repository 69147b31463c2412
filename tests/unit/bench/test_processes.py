"""What Linux tells about processes."""

from __future__ import annotations

import os
import subprocess
import sys

from bench.processes import children, cpu_seconds, resident_mb


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
