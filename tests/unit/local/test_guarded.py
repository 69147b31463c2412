"""Children that end when they are told to, and when nobody is left to tell them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from worker.local.guarded import Guarded

_FOREVER = [sys.executable, "-c", "import threading; threading.Event().wait()"]


def test_output_goes_to_the_log(tmp_path: Path) -> None:
    """What the command says on either stream is appended."""
    log = tmp_path / "log"
    log.write_text("before\n", encoding="ascii")
    child = Guarded(["sh", "-c", "echo out; echo err >&2"], log=log)
    assert child.ended_within(10)
    assert log.read_text(encoding="ascii") == "before\nout\nerr\n"


def test_terminate_and_kill_end_it(tmp_path: Path) -> None:
    """Either returns when the command is gone, and may be called again."""
    for patience_s in (10, 0):
        child = Guarded(_FOREVER, log=tmp_path / "log")
        assert child.running
        child.terminate(patience_s=patience_s)
        child.kill()
        assert not child.running


def test_it_outlives_the_thread_that_started_it(tmp_path: Path) -> None:
    """A death signal alone would end the command together with that thread."""
    started: list[Guarded] = []
    thread = threading.Thread(
        target=lambda: started.append(Guarded(_FOREVER, log=tmp_path / "log"))
    )
    thread.start()
    thread.join()
    assert not started[0].ended_within(0.2)
    started[0].kill()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_it_dies_with_its_parent(tmp_path: Path, by: signal.Signals) -> None:
    """The command holds the write end of a pipe, whose end is seen once everybody is dead."""
    script = (
        "import sys, threading; from pathlib import Path; from worker.local.guarded import Guarded;"
        f"child = Guarded({_FOREVER!r}, log=Path(sys.argv[1]), share=[int(sys.argv[2])]);"
        "print('started', flush=True); threading.Event().wait()"
    )
    read, write = os.pipe()
    command = [sys.executable, "-c", script, str(tmp_path / "log"), str(write)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, pass_fds=[write]) as parent:
        os.close(write)
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        parent.send_signal(by)
        assert os.read(read, 1) == b""
    os.close(read)
