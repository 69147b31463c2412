"""Memory and processor time of a process and its children, as Linux tells them."""

from __future__ import annotations

import os
import re
from pathlib import Path

_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


def children(pid: int) -> list[int]:
    """The process ids of the direct children of ``pid``."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(child) for thread in threads for child in thread.read_text().split())


def resident_mb(pid: int) -> int:
    """The resident memory of ``pid`` now, in MB (10**6 bytes); raises OSError when it is gone."""
    found = _RESIDENT.search(Path(f"/proc/{pid}/status").read_text())
    return round(int(found[1]) * 1024 / 1e6) if found else 0


def cpu_seconds(pid: int) -> float:
    """The processor time of ``pid`` and its direct children so far; raises OSError when one is gone."""
    return sum(map(_cpu_ticks, [pid, *children(pid)])) / os.sysconf("SC_CLK_TCK")


def _cpu_ticks(pid: int) -> int:
    """Fields 14 and 15 of proc(5) stat, user and system; the name before them may hold blanks."""
    _, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    user, system = rest.split()[11:13]
    return int(user) + int(system)
