"""A child process that dies with this one, whichever thread started it and however this one ends."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_GUARD = Path(__file__).with_name("guard.py")


class Guarded:
    """A running command with its guard; thread-safe, and out of reach of the terminal's Ctrl-C."""

    def __init__(self, command: Sequence[str], *, log: Path, share: Sequence[int] = ()) -> None:
        """Start ``command``, output appended to ``log``; the guard keeps ``share`` open, too."""
        self._orders, read_end = socket.socketpair()
        with log.open("ab") as output, read_end:
            self._guard = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-S", str(_GUARD), *command],
                stdin=read_end.fileno(),
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=share,
            )

    @property
    def running(self) -> bool:
        """Whether the command still runs."""
        return self._guard.poll() is None

    def ended_within(self, seconds: float) -> bool:
        """Wait for the end of the command; False when it still runs after ``seconds``."""
        try:
            self._guard.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def terminate(self, *, patience_s: float) -> None:
        """Ask the command to end (SIGTERM); kill it when it has not after ``patience_s``."""
        self._order(b"T")
        if self.ended_within(patience_s):
            self._orders.close()
        else:
            self.kill()

    def kill(self) -> None:
        """Kill the command (SIGKILL) and wait until it is gone."""
        self._order(b"K")
        self._guard.wait()
        self._orders.close()

    def _order(self, order: bytes) -> None:
        with contextlib.suppress(OSError):  # it is gone already, which is what the order is for
            self._orders.sendall(order)
