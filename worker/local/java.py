"""Finds a Java runtime that is new enough for Kafka."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from worker.local.errors import LocalKafkaError

MINIMUM = 17
_INSTALL = "on Debian: apt-get install default-jre-headless"


def find_java() -> Path:
    """The ``java`` of the search path; raises LocalKafkaError when it is missing or too old."""
    found = shutil.which("java")
    if found is None:
        raise LocalKafkaError(
            f"Kafka needs Java {MINIMUM} or newer, but there is no java command; {_INSTALL}"
        )
    version = _version(found)
    if version < MINIMUM:
        raise LocalKafkaError(
            f"Kafka needs Java {MINIMUM} or newer, but {found} is Java {version}; {_INSTALL}"
        )
    return Path(found)


def _version(java: str) -> int:
    """The feature release: 17 for ``version "17.0.15"``, 8 for ``version "1.8.0_392"``."""
    done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    match = re.search(r'version "(?:1\.)?(\d+)', done.stderr)
    if match is None:
        raise LocalKafkaError(f"{java} -version did not tell a version; {_INSTALL}")
    return int(match[1])
