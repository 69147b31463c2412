"""Memory, processor time and connections of a process and its children, as Linux tells them."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)
#: The state of a connection in /proc/net/tcp.
_ESTABLISHED = "01"


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


def find(pid: int, word: str) -> int:
    """The process under ``pid`` with ``word`` among its arguments; raises LookupError when none has it."""
    for child in children(pid):
        if word.encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
            return child
        with suppress(LookupError):
            return find(child, word)
    raise LookupError(f"no process under {pid} was started with {word}")


def connections(pid: int, port: int) -> int:
    """Established IPv4 connections of ``pid`` to a ``port``; raises OSError when it is gone."""
    own: set[str] = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            own.add(str(link.readlink()).removeprefix("socket:[").rstrip("]"))
    rows = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    remote = f":{port:04X}"
    # The table is read piece by piece: where others open and close sockets meanwhile, a row may come twice.
    return len({r[9] for r in rows if r[2].endswith(remote) and r[3] == _ESTABLISHED} & own)


def _cpu_ticks(pid: int) -> int:
    """Fields 14 and 15 of proc(5) stat, user and system; the name before them may hold blanks."""
    _, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    user, system = rest.split()[11:13]
    return int(user) + int(system)
