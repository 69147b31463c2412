"""Which Java is good enough."""

from __future__ import annotations

import pytest

from tests.unit.local.conftest import Install
from worker.local.errors import LocalKafkaError
from worker.local.java import find_java


@pytest.mark.parametrize("version", ["17.0.15", "21", "25-ea"])
def test_new_enough_java_is_found(command: Install, version: str) -> None:
    """From 17 on Kafka runs; Java tells its version on stderr."""
    java = command("java", f"echo 'openjdk version \"{version}\" 2025-04-15' >&2")
    assert find_java() == java


@pytest.mark.parametrize(("version", "release"), [("1.8.0_392", 8), ("11.0.2", 11)])
def test_old_java_is_named(command: Install, version: str, release: int) -> None:
    """The message tells what is there and which package has what is wanted."""
    command("java", f"echo 'java version \"{version}\"' >&2")
    with pytest.raises(LocalKafkaError, match=rf"is Java {release}; .*default-jre-headless"):
        find_java()


@pytest.mark.usefixtures("command")
def test_missing_java_names_its_package() -> None:
    """Without any java the message says how to get one."""
    with pytest.raises(LocalKafkaError, match=r"no java command; .*default-jre-headless"):
        find_java()


def test_java_that_tells_no_version_is_refused(command: Install) -> None:
    """A java that is no Java is not started."""
    command("java", "echo broken >&2; exit 1")
    with pytest.raises(LocalKafkaError, match="did not tell a version"):
        find_java()
