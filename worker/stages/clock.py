"""A bound on the processor time of a step that no input may hold up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: After the first time the limit is told again so often, in seconds: a library may have swallowed it.
_AGAIN = 0.25


class OutOfTime(BaseException):
    """The step took too long. No Exception: what catches those in a library must not go on."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block once this process has computed for ``seconds``.

    It is processor time, so that a busy machine gives the same results as an idle one. Works in the main
    thread, which is where the processes of the pool work; in another one there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        finally:  # the last moment may have been the limit's
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime
