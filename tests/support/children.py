"""Pool processes for tests: how to start the echo, and articles that make it misbehave."""

from __future__ import annotations

import json
import os
import select
import sys

from worker.streams.processed import Processed

ECHO = (sys.executable, "-m", "tests.support.echo_child")


def article(article_id: str, text: str = "Die Lage ist ruhig.") -> bytes:
    """The value of a raw article; CRASH, HANG or SLOW in its text does what it says."""
    return json.dumps({"id": article_id, "text": text}).encode()


def summary(result: Processed) -> str:
    """An article's id when it is published, the reason when it is not."""
    return result.article_id if result.disposition == "published" else result.reason


def ended_within(pid: int, seconds: float) -> bool:
    """Wait until a process that need not be our child has ended; whether it has in time."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)
