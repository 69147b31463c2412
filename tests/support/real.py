"""The real worker as people run it, and what is sent to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from worker import resources
from worker.local.ports import free_ports


def seeds() -> list[bytes]:
    """The seeds as ``produce`` sends them: JSON as it stands, a page in an article of its own."""
    folder = resources.folder("seeds")
    values = [path.read_bytes() for path in sorted(folder.glob("*.json"))]
    pages = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))]
    return values + [json.dumps({"html": page}).encode() for page in pages]


def get(url: str) -> tuple[int, str]:
    """Status and body."""
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
        return answer.status, answer.read().decode()


@contextmanager
def worker(
    bootstrap: str, prefix: str, folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """``python -m worker run`` in ``folder``, set by the environment alone, and where its pages are.

    What it logs goes to the file ``log``; it is killed when it does not leave by itself.
    """
    port = free_ports(1)[0]
    environment = os.environ | {
        "ESCALATION_KAFKA_BOOTSTRAP": bootstrap,
        "ESCALATION_KAFKA_TOPIC_PREFIX": prefix,
        "ESCALATION_HTTP_PORT": str(port),
        **(settings or {}),
    }
    command = [sys.executable, "-m", "worker", "run"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, env=environment, stderr=log) as process,
    ):
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()
