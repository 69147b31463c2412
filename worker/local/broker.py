"""Kafka's own programs: the tool that formats a storage, and the broker until it serves."""

from __future__ import annotations

import base64
import subprocess
import time
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

from worker.local import probe
from worker.local.errors import LocalKafkaError
from worker.local.guarded import Guarded

_START_S = 60.0


def format_storage(
    java: Sequence[str], properties: Path, *, log: Path, more: Iterable[str] = ()
) -> None:
    """Make a new cluster's storage as ``properties`` say, with ``more`` options; raises LocalKafkaError."""
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    tool = ["kafka.tools.StorageTool", "format", f"--cluster-id={cluster}"]
    with log.open("ab") as output:
        done = subprocess.run(  # noqa: S603
            [*java, *tool, "--config", str(properties), *more],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False,
        )  # fmt: skip
    if done.returncode:
        raise _failure("Kafka could not format its data folder", log)


def command(java: Sequence[str], properties: Path) -> list[str]:
    """What starts a broker, a controller or both, as ``properties`` say."""
    return [*java, "kafka.Kafka", str(properties)]


def wait_until_serving(process: Guarded, *, port: int, log: Path) -> None:
    """Wait for the broker at ``port``; raises LocalKafkaError when it ends or does not serve within 60 s."""
    started = time.monotonic()
    while not probe.is_serving(port):
        if process.ended_within(0.05):
            raise _failure("Kafka ended during its start", log)
        if time.monotonic() - started > _START_S:
            raise _failure(f"Kafka did not serve within {_START_S:.0f} s", log)


def _failure(what: str, log: Path) -> LocalKafkaError:
    """An error that shows the end of the log, where Kafka says why; stack frames do not."""
    text = log.read_text(encoding="utf-8", errors="replace")
    said = [line for line in text.splitlines() if not line.startswith("\tat ")]
    return LocalKafkaError("\n".join([f"{what}; the last lines of {log}:", *said[-8:]]))
