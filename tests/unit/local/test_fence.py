"""When the controller alone has done its work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from worker.local.fence import ended_in_order, fence_dead_broker

_FENCES = """
import sys, time
print("Fencing broker 1 at epoch 7", flush=True)
while True:
    time.sleep(0.05)
    with open(sys.argv[1], "a") as log:
        log.write("tick ")
"""


@pytest.fixture
def metadata(tmp_path: Path) -> Path:
    """The metadata log of the topics in ``tmp_path``."""
    segment = tmp_path / "__cluster_metadata-0" / "0.log"
    segment.parent.mkdir()
    segment.write_text("before ", encoding="ascii")
    return segment


@pytest.mark.parametrize("before", ["", "Fencing broker 1 of an earlier start\n"])
def test_it_is_ended_once_it_has_fenced(tmp_path: Path, metadata: Path, before: str) -> None:
    """It would run for ever; what an earlier one said does not count, nor what is not written yet."""
    log = tmp_path / "log"
    log.write_text(before, encoding="ascii")
    fence_dead_broker([sys.executable, "-c", _FENCES, str(metadata)], log=log, topics=tmp_path)
    assert log.read_text(encoding="ascii") == f"{before}Fencing broker 1 at epoch 7\n"
    assert metadata.read_text(encoding="ascii").startswith("before tick tick")


def test_one_that_fails_is_not_waited_for(tmp_path: Path) -> None:
    """The broker's own start comes next and tells the reason."""
    log = tmp_path / "log"
    fence_dead_broker(["sh", "-c", "echo no disk; exit 1"], log=log, topics=tmp_path)
    assert log.read_text(encoding="ascii") == "no disk\n"


def test_ended_in_order(tmp_path: Path) -> None:
    """Kafka leaves a file when it shuts down, and takes it away when it starts."""
    assert not ended_in_order(tmp_path)
    (tmp_path / ".kafka_cleanshutdown").touch()
    assert ended_in_order(tmp_path)
