"""What the files of deploy/ are held against: settings, commands, paths."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from worker.cli.app import app
from worker.cli.checks.machine import UNPACKED
from worker.config import Settings, load

ROOT = Path(__file__).parents[3]
#: What the worker itself takes beside its pool, in bytes: doc/performance.md, rounded up.
OWN_BYTES = 256 * 2**20
#: What a process of the pool needs of the temporary folder while it starts.
UNPACKED_BYTES = UNPACKED


def documents(path: str) -> list[Any]:
    """The documents of a YAML file of the repository."""
    return list(yaml.safe_load_all((ROOT / path).read_text(encoding="utf-8")))


def setting(name: str, settings: Settings | None = None) -> Any:
    """A setting by its dotted name; its default without ``settings``."""
    return reduce(getattr, name.split("."), settings or Settings())


def loaded(
    environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, file: Path | None = None
) -> Settings:
    """The settings that a program finds there; raises ConfigError for what is none."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return load(file).settings


def parses(arguments: Iterable[str]) -> str:
    """What the program says to a command line when asked for help at its end; empty when all is known."""
    asked = CliRunner().invoke(app, [*arguments, "--help"])
    return "" if asked.exit_code == 0 else asked.output


def program(line: str) -> list[str]:
    """The arguments of ``escalation-worker`` in a line of shell."""
    words = shlex.split(line)
    return words[words.index("escalation-worker") + 1 :]
