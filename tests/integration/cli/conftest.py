"""The program against the real broker, its topics under a prefix of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from worker.cli.app import app
from worker.local import LocalKafka

Invoke = Callable[..., Result]


@pytest.fixture
def invoke(
    kafka: LocalKafka, topic_prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Invoke:
    """Run a command: ``invoke("topics", "create")``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ESCALATION_KAFKA_BOOTSTRAP", kafka.bootstrap)
    monkeypatch.setenv("ESCALATION_KAFKA_TOPIC_PREFIX", topic_prefix)

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, arguments, input=stdin)

    return run


@pytest.fixture
def topics(invoke: Invoke) -> None:
    """The worker's topics, made by ``topics create``."""
    assert invoke("topics", "create").exit_code == 0
