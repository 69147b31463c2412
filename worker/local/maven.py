"""Fetches Kafka's jars with Maven, from wherever the user's Maven gets its artifacts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from worker.local.errors import LocalKafkaError

_POM = Path(__file__).with_name("pom.xml")
_OFFLINE = re.compile(r"unknown host|could not transfer|connect|offline mode|timed out", re.I)


def copy_jars(folder: Path) -> None:
    """Put the jars that ``pom.xml`` names, and all they depend on, into ``folder``.

    Raises LocalKafkaError when Maven is missing, has no network or fails otherwise.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise LocalKafkaError(
            "The first start downloads Kafka with Maven, but there is no mvn command; "
            "on Debian: apt-get install maven"
        )
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    command = [maven, "--batch-mode", "--quiet", "--file", str(_POM), *goal]
    done = subprocess.run(  # noqa: S603
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise LocalKafkaError(_explain(done.stdout + done.stderr))


def _explain(output: str) -> str:
    errors = re.findall(r"\[(?:ERROR|FATAL)\] (.+)", output) or output.splitlines()
    first = errors[0] if errors else "it said nothing"
    if _OFFLINE.search(output):
        return (
            f"Maven could not download Kafka: {first}\n"
            "The first start needs the network; behind a proxy or a mirror, name it in "
            "~/.m2/settings.xml. Later starts need neither."
        )
    return f"Maven could not fetch Kafka's jars: {first}"
