"""What is said when Maven cannot fetch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.local.conftest import Install
from worker.local.errors import LocalKafkaError
from worker.local.maven import copy_jars


@pytest.mark.usefixtures("command")
def test_missing_maven_names_its_package(tmp_path: Path) -> None:
    """Without any mvn the message says how to get one."""
    with pytest.raises(LocalKafkaError, match="no mvn command; on Debian: apt-get install maven"):
        copy_jars(tmp_path)


@pytest.mark.parametrize(
    "error", ["Unknown host mirror.example", "Could not transfer artifact x", "in offline mode"]
)
def test_no_network_is_told_as_such(command: Install, tmp_path: Path, error: str) -> None:
    """A reader learns that only the first start needs the network."""
    command("mvn", f"echo '[ERROR] {error}'; exit 1")
    with pytest.raises(LocalKafkaError, match=f"could not download Kafka: {error}\nThe first"):
        copy_jars(tmp_path)


def test_other_failure_shows_its_first_error(command: Install, tmp_path: Path) -> None:
    """What is not the network is shown in Maven's own words."""
    command("mvn", "echo '[ERROR] No space left'; echo '[ERROR] more'; exit 1")
    with pytest.raises(LocalKafkaError, match=r"fetch Kafka's jars: No space left$"):
        copy_jars(tmp_path)


def test_pom_names_no_repository() -> None:
    """The jars come from wherever the user's Maven gets its artifacts."""
    pom = Path("worker/local/pom.xml").read_text(encoding="utf-8")
    assert "repositor" not in pom
