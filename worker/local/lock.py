"""One broker a data folder: a lock that the system releases when its last holder is gone."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from worker.local.errors import LocalKafkaError

_GRACE_S = 2.0  # a broker whose parent was killed needs a moment to go, too


class FolderLock:
    """Holds ``folder/lock`` until ``release``; child processes may share it by its ``fileno``."""

    def __init__(self, folder: Path, *, note: str, patience_s: float = _GRACE_S) -> None:
        """Take the lock and leave ``note`` for whoever comes second.

        Raises LocalKafkaError when another process still holds it after ``patience_s``.
        """
        self._descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        if not self._taken_within(patience_s):
            holder = os.read(self._descriptor, 200).decode(errors="replace")
            os.close(self._descriptor)
            raise LocalKafkaError(
                f"A Kafka runs on {folder} already, at {holder}: "
                "use that one, stop it first, or name another data folder"
            )
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, note.encode())

    def fileno(self) -> int:
        """The descriptor that carries the lock."""
        return self._descriptor

    def release(self) -> None:
        """Let go of the lock; children that share it keep holding it until they end."""
        os.close(self._descriptor)

    def _taken_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not self._try():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def _try(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
