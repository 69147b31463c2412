"""The loop of a pool process, spoken to over its pipes as the worker does."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
from typing import Any, BinaryIO, cast

import pytest

from tests.support.children import ECHO, article, ended_within, summary
from worker.streams import frames

#: A child whose libraries print: before it is ready and with every batch.
CHATTY = """
import sys
from worker.streams.serve import serve
def build(hello):
    print("loading", hello)
    return lambda values: [print("working") or value for value in values]
sys.exit(serve(build))
"""


def ask(child: subprocess.Popen[bytes], message: object) -> Any:
    """One frame there, one back."""
    requests, answers = pipes(child)
    requests.write(frames.pack(message))
    requests.flush()
    return frames.read(answers)


def pipes(child: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    """Where the child reads requests, and where its answers come out."""
    return cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)


def start(*command: str) -> subprocess.Popen[bytes]:
    """A child with its pipes."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)


def test_ready_then_an_answer_a_batch_then_the_end() -> None:
    """When the worker closes the pipe, the process leaves with 0."""
    with start(*ECHO) as child:
        assert ask(child, "t.") == "ready"
        [result] = ask(child, [article("a")])
        assert (summary(result), result.records[0].topic) == ("a", "t.articles.enriched")

        pipes(child)[0].close()

        assert child.wait(timeout=10) == 0


def test_a_process_need_not_wait_until_its_answers_are_read() -> None:
    """The pipe holds those to some batches, not just the 64 KiB that it comes with."""
    with start(*ECHO) as child:
        assert ask(child, "") == "ready"
        assert fcntl.fcntl(pipes(child)[1], fcntl.F_GETPIPE_SZ) == 2**20
        pipes(child)[0].close()


def test_what_a_library_prints_does_not_get_between_the_frames() -> None:
    """It goes to stderr, where logs go."""
    with start(sys.executable, "-c", CHATTY) as child:
        assert ask(child, "models") == "ready"
        assert ask(child, [b"x", None]) == [b"x", None]
        _, errors = child.communicate(timeout=10)

    assert errors.split() == [b"loading", b"models", b"working", b"working"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_are_for_the_worker_alone(number: signal.Signals) -> None:
    """A process group is signalled as a whole; the worker still needs the answers."""
    with start(*ECHO) as child:
        assert ask(child, "") == "ready"
        child.send_signal(number)
        [result] = ask(child, [article("a")])
        assert summary(result) == "a"


def test_no_process_outlives_its_worker() -> None:
    """Even a worker that is killed while its process hangs leaves nothing behind."""
    parent = (
        "import subprocess, sys; from tests.support.children import article;"
        "from worker.streams.frames import pack, read; pipe = subprocess.PIPE;"
        "child = subprocess.Popen(sys.argv[1:], stdin=pipe, stdout=pipe);"
        "child.stdin.write(pack('')); child.stdin.flush(); read(child.stdout);"
        "child.stdin.write(pack([article('a', 'HANG')])); child.stdin.flush();"
        "print(child.pid, flush=True); sys.stdin.read()"
    )
    with start(sys.executable, "-c", parent, *ECHO) as worker:
        pid = int(pipes(worker)[1].readline())
        worker.send_signal(signal.SIGKILL)
        assert ended_within(pid, 10)


def test_a_process_whose_worker_is_gone_already_ends_at_once() -> None:
    """It was started in the moment in which its worker died."""
    script = "import os; from worker.streams.serve import serve; os.getppid = lambda: 1; serve(len)"
    with start(sys.executable, "-c", script) as child:
        output, errors = child.communicate(timeout=20)

    assert (output, errors, child.returncode) == (b"", b"", 0)
