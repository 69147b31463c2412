"""The program as a whole, without Kafka."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from worker import __version__
from worker.cli.app import app

COMMANDS = (
    "run",
    "up",
    "page",
    "produce",
    "tail",
    "code",
    "explain",
    "eval",
    "topics",
    "config",
    "doctor",
)


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder to start in: no settings file of the developer's is read."""
    monkeypatch.chdir(tmp_path)


def test_help_names_every_command() -> None:
    """The first thing that anybody types."""
    shown = CliRunner().invoke(app, ["--help"])

    assert shown.exit_code == 0
    assert [name for name in COMMANDS if f"│ {name} " not in shown.stdout] == []


def test_version_is_that_of_the_package() -> None:
    """What a bug report needs."""
    shown = CliRunner().invoke(app, ["--version"])

    assert shown.stdout == f"escalation-worker {__version__}\n"


def test_help_needs_no_heavy_library() -> None:
    """It must come at once: Kafka, spaCy and Faust are imported by the commands that use them."""
    heavy = ("aiokafka", "faust", "spacy", "pydantic", "aiohttp", "trafilatura")
    program = f"import sys, worker.cli.app; print([n for n in {heavy} if n in sys.modules])"

    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert shown.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["code", "gone.jsonl"], "gone.jsonl: there is no such file"),
        (["config", "--set", "pool.sise=1"], "did you mean pool.size?"),
        (["config", "--set", "pool.size"], "expected KEY=VALUE"),
        (["config", "--config", "gone.toml"], "gone.toml: No such file or directory"),
        (["tail", "--max", "0"], "Invalid value"),
        (["tial"], "No such command"),
    ],
)
def test_bad_usage_and_configuration_exit_with_2(arguments: list[str], told: str) -> None:
    """One message says what is wrong; nothing was done."""
    refused = CliRunner().invoke(app, arguments)

    assert refused.exit_code == 2
    assert told in refused.stderr
    assert refused.stdout == ""


def test_config_shows_value_and_origin_and_masks_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting is there, wherever it comes from."""
    monkeypatch.setenv("ESCALATION_KAFKA_SASL_PASSWORD", "swordfish")

    shown = CliRunner().invoke(app, ["config", "--json", "--set", "pool.size=3"])

    settings = json.loads(shown.stdout)
    assert settings["pool.size"] == {"value": 3, "origin": "flag"}
    assert settings["http.port"] == {"value": 8099, "origin": "default"}
    assert settings["kafka.sasl_password"] == {
        "value": "**********",
        "origin": "environment, ESCALATION_KAFKA_SASL_PASSWORD",
    }


def test_config_as_toml_can_be_read_back(tmp_path: Path) -> None:
    """A settings file to start from, which says the same."""
    written = CliRunner().invoke(app, ["config", "--toml", "--set", "kafka.group=mine"]).stdout
    file = tmp_path / "mine.toml"
    file.write_text(written, encoding="utf-8")

    shown = CliRunner().invoke(app, ["config", "--json", "--config", str(file)])

    assert json.loads(shown.stdout)["kafka.group"] == {"value": "mine", "origin": str(file)}


def test_no_kafka_is_told_with_what_to_do() -> None:
    """Not a traceback, and not the client's own log."""
    failed = CliRunner().invoke(app, ["tail", "--bootstrap", "127.0.0.1:1"])

    assert failed.exit_code == 1
    assert failed.stderr.startswith("escalation-worker: no Kafka answers at 127.0.0.1:1: ")
    assert "`escalation-worker up`" in failed.stderr
