"""``page``: what it refuses, and that its token is not shown."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from worker.cli.app import app

TOKEN = "a-token-of-some-length"  # noqa: S105


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder to start in: no settings file of the developer's is read."""
    monkeypatch.chdir(tmp_path)


def test_it_is_not_served_to_others_without_a_token() -> None:
    """Bad usage, said before anything is bound."""
    told = CliRunner().invoke(app, ["page", "--bind", "192.0.2.1"])

    assert told.exit_code == 2
    assert "set page.token (--token, ESCALATION_PAGE_TOKEN)" in told.stderr


def test_a_short_token_is_refused_and_not_repeated() -> None:
    """It would be guessed; and a log is no place for it."""
    told = CliRunner().invoke(app, ["page", "--bind", "192.0.2.1", "--token", "hunter2"])

    assert told.exit_code == 2
    assert "page.token" in told.stderr
    assert "hunter2" not in told.stderr


@pytest.mark.parametrize("form", [[], ["--json"], ["--toml"]])
def test_the_settings_in_force_hide_the_token(
    form: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every form in which they are shown."""
    monkeypatch.setenv("ESCALATION_PAGE_TOKEN", TOKEN)
    monkeypatch.setenv("ESCALATION_PAGE_HOSTS", "news.example.org, page.example.org")

    shown = CliRunner().invoke(app, ["config", *form], env={"COLUMNS": "200"})

    assert shown.exit_code == 0, shown.stderr
    assert TOKEN not in shown.stdout
    assert "news.example.org" in shown.stdout
    assert "token" in shown.stdout


def test_it_serves_without_a_cluster_and_ends_in_order() -> None:
    """It waits for one; Ctrl-C ends it with exit code 0."""
    command = [sys.executable, "-m", "worker", "page", "--port", "0", "--bootstrap", "127.0.0.1:1"]
    with subprocess.Popen(
        command,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        told = next(line for line in program.stderr or () if " is at " in line)
        url = told.partition(" is at ")[2].partition(";")[0]

        with urllib.request.urlopen(f"{url}/api/operations", timeout=10) as answer:  # noqa: S310
            assert json.load(answer)["kafka"] == "down"
        program.send_signal(signal.SIGINT)

        assert program.wait(timeout=10) == 0
