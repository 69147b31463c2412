"""A broker that asks who we are: by password, by SCRAM over TLS, by certificate.

The program runs as people run it, set by the ESCALATION_KAFKA_* variables alone.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.cluster import administrating
from tests.support.secured import ENTRANCES, PASSWORD, Secured
from worker import resources
from worker.cli.cluster import committed
from worker.messages.topics import Topics

pytestmark = pytest.mark.broker

SEED = resources.folder("seeds") / "01-ausgleichsmassnahmen.json"
LIST, RUN = ("topics", "list"), ("run", "--set", "http.port=0")


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """One broker with all entrances."""
    cluster = Secured(tmp_path_factory.mktemp("secured"))
    with cluster.kafka:
        yield cluster


def program(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """``escalation-worker ARGUMENTS`` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "worker", *arguments],
        env=os.environ | environment, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


@contextmanager
def worker(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``run`` with one pool process for German; killed when it does not leave by itself."""
    small = {"ESCALATION_POOL_SIZE": "1", "ESCALATION_LANGUAGES": "de", "ESCALATION_HTTP_PORT": "0"}
    command = [sys.executable, "-m", "worker", "run"]
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, env=os.environ | environment | small, stderr=errors) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


async def committed_offsets(cluster: Secured, prefix: str) -> dict[int, int]:
    """What the worker's group has committed, asked at the open address."""
    async with administrating(cluster.kafka.bootstrap) as admin:
        return await committed(admin, f"{prefix}group", f"{prefix}articles.raw")


@pytest.mark.parametrize("entrance", ENTRANCES)
async def test_worker_and_commands_are_let_in(
    secured: Secured, entrance: str, tmp_path: Path
) -> None:
    """Topics are made, an article goes in, is coded and committed, and its events are read."""
    prefix = f"{entrance}."
    environment = secured.environment(entrance, prefix=prefix)
    assert program(environment, "topics", "create").returncode == 0
    assert program(environment, "produce", str(SEED)).stdout.startswith("1 delivered")

    with worker(environment, tmp_path / "log") as process:
        read = program(
            environment, "tail", "--from-beginning", "--max", "1", "--idle", "120", "--json"
        )
        process.send_signal(signal.SIGTERM)
        exit_code = process.wait(timeout=60)
    log = (tmp_path / "log").read_text()

    assert read.stdout, log
    assert json.loads(read.stdout)["article_id"] == json.loads(SEED.read_bytes())["id"]
    assert exit_code == 0, log
    assert list((await committed_offsets(secured, prefix)).values()) == [1]
    listed = program(environment, "topics", "list").stdout
    assert listed.count("as declared") == len(list(Topics()))
    assert PASSWORD not in log


@pytest.mark.parametrize(
    ("command", "entrance", "changed", "said"),
    [
        (
            LIST,
            "plain",
            {"SASL_PASSWORD": "sesame"},
            "check kafka.sasl_username and kafka.sasl_pass",
        ),
        (
            LIST,
            "scram",
            {"SASL_PASSWORD": "sesame"},
            "check kafka.sasl_username and kafka.sasl_pass",
        ),
        (
            RUN,
            "plain",
            {"SASL_PASSWORD": "sesame"},
            "check kafka.sasl_username and kafka.sasl_pass",
        ),
        (
            RUN,
            "scram",
            {"SASL_PASSWORD": "sesame"},
            "check kafka.sasl_username and kafka.sasl_pass",
        ),
        (LIST, "scram", {"SASL_MECHANISM": "PLAIN"}, "not take PLAIN; check kafka.sasl_mechanism"),
        (LIST, "scram", {"SSL_CAFILE": ""}, "its certificate is not trusted"),
        (LIST, "plain", {"SECURITY_PROTOCOL": "PLAINTEXT"}, "it closes the connection"),
        (RUN, "certificate", {"SSL_CERTFILE": "", "SSL_KEYFILE": ""}, "it closes the connection"),
    ],
)
def test_who_is_not_let_in_is_told_why_in_a_line(
    secured: Secured, command: tuple[str, ...], entrance: str, changed: dict[str, str], said: str
) -> None:
    """What to check, without the password; the exit code is 1."""
    wrong = {f"ESCALATION_KAFKA_{name}": value for name, value in changed.items()}

    failed = program(secured.environment(entrance) | wrong, *command)

    assert (failed.returncode, failed.stdout) == (1, "")
    (line,) = failed.stderr.splitlines()
    assert line.startswith(
        f"escalation-worker: the Kafka at {secured.bootstrap(entrance)} does not"
    )
    assert said in line
    assert "sesame" not in line
