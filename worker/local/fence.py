"""After a crash: tell the cluster that its broker is gone, before the broker comes back.

A broker that was killed is still registered when it starts again, and leads its partitions until
its old session runs out 9 s later. Two things follow, both seen with Kafka 4.3.1. It waits these
9 s to be admitted. And at their end every partition is without a leader for a moment; where the
transaction coordinator asks just then who leads the partition of a transaction that it has to end, Kafka
takes the partition for deleted and writes no marker (TransactionMarkerChannelManager, "partitions are
likely deleted already"). Without its marker a commit hangs, and read_committed readers stop in front of
it for ever; what was aborted becomes visible with the next commit of its producer, a second time.
About one restart in eight ended so.

Hence the same node runs as a controller alone for a moment, with a session of 100 ms, and fences
the dead broker. The broker then starts as one that was away, which Kafka does right. That it says so
is not enough: it says so before it is written, and on a busy machine it once ended in between.
"""

from __future__ import annotations

import logging
import re
import struct
import time
from collections.abc import Sequence
from pathlib import Path

from worker.local.guarded import Guarded

_ACTIVE = b"Performing controller activation"
_FENCED = re.compile(rb"Fencing broker 1 at epoch (\d+)")
_PATIENCE_S, _STOP_S = 60.0, 10.0
#: The controller writes 20 times a second while it is idle: so often it has had its chance to fence.
_IDLE_WRITES = 40
#: The end of a BrokerRegistrationChangeRecord: one tagged field, number 0 (fenced), of one byte, 1.
_IS_FENCED = b"\x01\x00\x01\x01"
_TAIL_BYTES = 2**20

_log = logging.getLogger(__name__)


def ended_in_order(topics: Path) -> bool:
    """Whether the last broker on ``topics`` shut down by itself, fenced by its controller."""
    return (topics / ".kafka_cleanshutdown").exists()


def fence_dead_broker(controller: Sequence[str], *, log: Path, topics: Path) -> None:
    """Run the command ``controller`` until it has said in ``log`` that it fences broker 1, and written it.

    Of a broker that died before it was admitted nothing is said: it is fenced already. How long that takes
    is counted in what the controller writes, not in seconds, which mean nothing on a busy machine.
    """
    said, metadata = _Said(log), _Metadata(topics / "__cluster_metadata-0")
    process, deadline = Guarded(controller, log=log), time.monotonic() + _PATIENCE_S
    while not (ended := process.ended_within(0.05)) and time.monotonic() < deadline:
        text = said.text()
        if fenced := _FENCED.search(text):
            if metadata.has_fenced(int(fenced[1])):
                break
        elif _ACTIVE in text and metadata.writes() >= _IDLE_WRITES:
            break
    else:
        if not ended:  # where it has, the broker's own start will meet the reason, and tell it
            _log.warning("The crashed broker is not fenced after %g s; see %s", _PATIENCE_S, log)
    process.terminate(patience_s=_STOP_S)


class _Said:
    """What comes into a log from now on."""

    def __init__(self, log: Path) -> None:
        self._log, self._seen = log, log.stat().st_size if log.exists() else 0

    def text(self) -> bytes:
        with self._log.open("rb") as file:
            file.seek(self._seen)
            return file.read()


class _Metadata:
    """The log of the cluster's metadata in ``folder``, while somebody writes it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._size, self._writes = folder, 0, -1

    def writes(self) -> int:
        """How often it was found longer than before, the first look not counted."""
        size = sum(segment.stat().st_size for segment in self._segments())
        self._writes += size > self._size
        self._size = size
        return self._writes

    def has_fenced(self, epoch: int) -> bool:
        """Whether it is written that broker 1 is fenced, whose registration had that epoch."""
        record = struct.pack(">iq", 1, epoch) + _IS_FENCED
        return any(record in _tail(segment) for segment in self._segments()[-2:])

    def _segments(self) -> list[Path]:
        return sorted(self._folder.glob("*.log"))


def _tail(file: Path) -> bytes:
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - _TAIL_BYTES))
        return opened.read()
