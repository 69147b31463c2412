"""``up``: everything on one machine, in a process of its own as people start it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.broker

UP = (sys.executable, "-m", "worker", "up", "--set", "http.port=0", "--set", "page.port=0")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A user whose Kafka has no data yet; the jars are those of this machine."""
    return os.environ | {"XDG_DATA_HOME": str(tmp_path)}


def test_once_plays_the_seeds_to_their_dispositions(environment: dict[str, str]) -> None:
    """The seed story's threat comes out, every article is counted, and the program ends by itself."""
    played = subprocess.run(
        [*UP, "--once"], env=environment, capture_output=True, text=True, timeout=120, check=False
    )

    assert played.returncode == 0, played.stderr
    assert "RUS THREATEN → USA, NATO (asserted)" in played.stdout
    assert "via Interfax" in played.stdout
    assert "unsupported_language │        1" in played.stdout
    assert "published   │                      │       13" in played.stdout


def serves_the_page(program: subprocess.Popen[str]) -> bool:
    """Whether the one address that it prints answers."""
    line = next(iter(program.stdout or ()))
    url = line.removeprefix("the live page: ").strip()
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
        return b"<!doctype html>" in answer.read(4_096).lower()


def test_one_interrupt_stops_all(environment: dict[str, str]) -> None:
    """Ctrl-C is how ``up`` ends, so it ends well: worker drained, Kafka stopped, exit code 0."""
    with subprocess.Popen(
        [*UP, "--no-seeds"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        lines = iter(program.stderr or ())
        assert any(line.startswith("ready: Kafka at ") for line in lines)
        assert serves_the_page(program)

        program.send_signal(signal.SIGINT)

        assert program.wait(timeout=20) == 0
