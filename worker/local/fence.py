"""After a crash: tell the cluster that its broker is gone, before the broker comes back.

A broker that was killed is still registered when it starts again, and leads its partitions until
its old session runs out 9 s later. Two things follow, both seen with Kafka 4.3.1. It waits these
9 s to be admitted. And at their end every partition is without a leader for a moment; where the
transaction coordinator asks just then who leads the partition of a commit it has promised, Kafka
takes the partition for deleted and writes no commit marker: the transaction hangs, and
read_committed readers stop in front of it for ever (TransactionMarkerChannelManager,
"partitions are likely deleted already"). About one restart in eight ended so.

Hence the same node runs as a controller alone for a moment, with a session of 100 ms, and fences
the dead broker. The broker then starts as one that was away, which Kafka does right. That it says so
is not enough: it says so before it is written, and on a busy machine it once ended in between.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from worker.local.guarded import Guarded

_ACTIVE, _FENCED = b"Performing controller activation", b"Fencing broker 1 "
_START_S, _FENCE_S, _STOP_S = 30.0, 3.0, 10.0


def ended_in_order(topics: Path) -> bool:
    """Whether the last broker on ``topics`` shut down by itself, fenced by its controller."""
    return (topics / ".kafka_cleanshutdown").exists()


def fence_dead_broker(controller: Sequence[str], *, log: Path, topics: Path) -> None:
    """Run the command ``controller`` until it says in ``log`` that it has fenced broker 1, and wrote it.

    A broker that died before it was admitted is fenced already; then nothing is said, and the
    controller is given 3 s from when it is active.
    """
    seen = log.stat().st_size if log.exists() else 0
    process = Guarded(controller, log=log)
    deadline, active = time.monotonic() + _START_S, False
    while not (fenced := _says(log, seen, _FENCED)) and time.monotonic() < deadline:
        if not active and _says(log, seen, _ACTIVE):
            deadline, active = time.monotonic() + _FENCE_S, True
        if process.ended_within(0.05):
            break  # the broker's own start will meet the reason, and tell it
    if fenced:
        _await_writing(topics / "__cluster_metadata-0", process)
    process.terminate(patience_s=_STOP_S)


def _says(log: Path, seen: int, words: bytes) -> bool:
    with log.open("rb") as file:
        file.seek(seen)
        return words in file.read()


def _await_writing(metadata: Path, process: Guarded) -> None:
    """Wait until the metadata log has grown twice: it is written in order, and ticks while it is idle."""
    size, grown, deadline = _bytes(metadata), 0, time.monotonic() + _FENCE_S
    while grown < 2 and time.monotonic() < deadline and not process.ended_within(0.02):
        now = _bytes(metadata)
        size, grown = now, grown + (now > size)


def _bytes(metadata: Path) -> int:
    return sum(segment.stat().st_size for segment in metadata.glob("*.log"))
