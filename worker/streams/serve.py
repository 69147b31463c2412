"""The loop of a pool process: batches of raw values in, finished outcomes back."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from worker.streams import frames
from worker.streams.processed import Process

_PR_SET_PDEATHSIG = 1
#: Answers to some batches: a process need not wait until the worker comes to read them.
_PIPE_BYTES = 1024 * 1024


def serve(build: Callable[[Any], Process]) -> int:
    """Build the processing from the first frame, say "ready", then answer batch after batch.

    Ends with 0 when the worker closes the pipe. Never outlives the worker, not even a SIGKILL.
    """
    _die_with_parent()
    requests, answers = _claim_pipes()
    process = build(frames.read(requests))
    _answer(answers, "ready")
    while True:
        try:
            values = frames.read(requests)
        except EOFError:
            return 0
        _answer(answers, process(values))


def _answer(answers: BinaryIO, message: object) -> None:
    answers.write(frames.pack(message))
    answers.flush()


def _claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep stdout for frames alone: whatever a library prints goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with suppress(AttributeError, OSError):  # Linux alone knows it, and may refuse it
        fcntl.fcntl(answers, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, answers


def _die_with_parent() -> None:
    """Ask Linux for SIGKILL when the worker dies; the worker alone reacts to Ctrl-C and SIGTERM."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:
        raise SystemExit(0)  # the worker died before the request was in place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
