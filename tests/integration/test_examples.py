"""The client examples, run as their README says, against everything that ``up`` starts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.broker, pytest.mark.toolchains]

EXAMPLES = Path(__file__).parents[2] / "examples"
UP = (sys.executable, "-m", "worker", "up", "--no-seeds", "--set", "http.port=0")
#: Maven resets the terminal's colors whether or not there is one.
_COLOR = re.compile(r"\x1b\[\d*m")
COMMANDS = {
    "python": (sys.executable, "python/events.py"),
    "java": ("mvn", "--quiet", "--batch-mode", "--file", "java", "compile", "exec:java"),
    "go": ("go", "run", "-C", "go", "."),
    "node": ("node", "node/events.mjs"),
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """That of a user who has the whole thing running, and named its Kafka as the README says."""
    user = os.environ | {"XDG_DATA_HOME": str(tmp_path_factory.mktemp("data"))}
    with subprocess.Popen(UP, env=user, stderr=subprocess.PIPE, text=True) as program:
        said = (re.search(r"ready: Kafka at (\S+:\d+)", line) for line in program.stderr or ())
        broker = next(found for found in said if found)[1]
        yield user | {"ESCALATION_KAFKA_BOOTSTRAP": broker}
        program.terminate()


@pytest.fixture(scope="module", autouse=True)
def _libraries() -> None:
    """What npm would otherwise be asked for by hand; Maven and Go fetch theirs themselves."""
    command = ("npm", "ci", "--silent", "--prefix", "node")
    subprocess.run(command, cwd=EXAMPLES, check=True, timeout=120)


@pytest.mark.parametrize("language", COMMANDS)
def test_an_example_prints_its_event(environment: dict[str, str], language: str) -> None:
    """Its article went in, was coded, and came out committed."""
    ran = subprocess.run(
        COMMANDS[language],
        cwd=EXAMPLES,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    printed = _COLOR.sub("", ran.stdout).strip()
    assert (printed, ran.returncode) == ("IRN-ISR THREATEN asserted", 0), ran.stderr
