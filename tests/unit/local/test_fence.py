"""When the controller alone has done its work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from worker.local import fence
from worker.local.fence import ended_in_order, fence_dead_broker

_RECORD = b"\x01\x11\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x07\x01\x00\x01\x01"
_CONTROLLER = """
import sys, time
print({says!r}, flush=True)
for number in range(10_000):
    time.sleep(0.02)
    with open(sys.argv[1], "ab") as log:
        log.write({record!r} if number == 8 else b"tick ")
"""


@pytest.fixture
def metadata(tmp_path: Path) -> Path:
    """The metadata log of the topics in ``tmp_path``."""
    segment = tmp_path / "__cluster_metadata-0" / "0.log"
    segment.parent.mkdir()
    segment.write_bytes(b"before ")
    return segment


def _controller(metadata: Path, says: str, record: bytes = b"tick ") -> list[str]:
    return [sys.executable, "-c", _CONTROLLER.format(says=says, record=record), str(metadata)]


@pytest.mark.parametrize("before", ["", "Fencing broker 1 at epoch 3 of an earlier start\n"])
def test_it_is_ended_once_it_has_fenced(tmp_path: Path, metadata: Path, before: str) -> None:
    """It would run for ever; what an earlier one said does not count, nor what is not written yet."""
    log = tmp_path / "log"
    log.write_text(before, encoding="ascii")
    controller = _controller(metadata, "Fencing broker 1 at epoch 7 because", _RECORD)
    fence_dead_broker(controller, log=log, topics=tmp_path)
    assert log.read_text(encoding="ascii") == f"{before}Fencing broker 1 at epoch 7 because\n"
    assert _RECORD in metadata.read_bytes()


def test_one_that_has_nothing_to_fence_is_ended_when_it_had_its_chance(
    tmp_path: Path, metadata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in what it writes while it is idle."""
    monkeypatch.setattr(fence, "_IDLE_WRITES", 3)
    controller = _controller(metadata, "Performing controller activation.")
    fence_dead_broker(controller, log=tmp_path / "log", topics=tmp_path)
    assert metadata.read_bytes().count(b"tick ") >= 3


def test_one_that_never_writes_it_is_given_up_with_a_warning(
    tmp_path: Path,
    metadata: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The broker is started all the same: most of the time all goes well."""
    monkeypatch.setattr(fence, "_PATIENCE_S", 0.5)
    controller = _controller(metadata, "Fencing broker 1 at epoch 7 because")
    fence_dead_broker(controller, log=tmp_path / "log", topics=tmp_path)
    assert "not fenced after 0.5 s" in caplog.text


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
