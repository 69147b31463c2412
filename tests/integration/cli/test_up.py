"""``up``: everything on one machine, in a process of its own as people start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from worker import resources

pytestmark = pytest.mark.broker

WORKER = (sys.executable, "-m", "worker")
UP = (*WORKER, "up", "--set", "http.port=0", "--set", "page.port=0")
SEED = resources.folder("seeds") / "01-ausgleichsmassnahmen.json"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A user whose Kafka has no data yet; the jars are those of this machine."""
    return os.environ | {"XDG_DATA_HOME": str(tmp_path)}


def test_once_plays_the_seeds_to_their_dispositions(environment: dict[str, str]) -> None:
    """The seed story's threat comes out, every article is counted, and the program ends by itself."""
    played = subprocess.run(
        [*UP, "--once"], env=environment, capture_output=True, text=True, timeout=240, check=False
    )

    assert played.returncode == 0, played.stderr
    assert "RUS THREATEN → USA, NATO (asserted)" in played.stdout
    assert "via Interfax" in played.stdout
    assert "unsupported_language │        1" in played.stdout
    assert "published   │                      │       13" in played.stdout


def threat(url: str) -> Any:
    """The first threat on the page's stream."""
    return next(event for event in streamed(url) if event["type"] == "THREATEN")


def streamed(url: str) -> Iterator[Any]:
    """The events of the page's stream as they come."""
    with urllib.request.urlopen(f"{url}/api/stream", timeout=120) as stream:  # noqa: S310
        for line in stream:
            if line.startswith(b'data: {"seq"'):
                batch = json.loads(line.removeprefix(b"data: "))
                yield from (item["record"] for item in batch["events"])


def test_the_page_shows_what_is_produced_and_one_interrupt_stops_all(
    environment: dict[str, str],
) -> None:
    """Ctrl-C is how ``up`` ends, so it ends well: worker drained, Kafka stopped, exit code 0."""
    with subprocess.Popen(
        [*UP, "--no-seeds"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        ready = next(line for line in program.stderr or () if line.startswith("ready: Kafka at "))
        kafka = ready.removeprefix("ready: Kafka at ").partition(",")[0]
        url = next(iter(program.stdout or ())).removeprefix("the live page: ").strip()
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310
            assert b"<!doctype html>" in answer.read(4_096).lower()

        shown = ThreadPoolExecutor(1).submit(threat, url)
        subprocess.run([*WORKER, "produce", SEED, "--bootstrap", kafka], check=True, timeout=120)
        event = shown.result(120)
        program.send_signal(signal.SIGINT)

        assert [actor["code"] for actor in event["sources"]] == ["RUS"]
        assert program.wait(timeout=60) == 0
