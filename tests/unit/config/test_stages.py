"""The settings of the stages behind the coder."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.bootstrap import worker_options
from worker.config import ConfigError, load
from worker.domain.errors import DataError
from worker.languages.rules import rules
from worker.stages.stories.options import StoriesOptions


def test_defaults() -> None:
    """Three days, the shipped rules."""
    stages = worker_options(load().settings).stages

    assert (stages.stories, stages.rules) == (StoriesOptions(72, 24, 6.0), rules())


def test_a_file_of_rules_is_checked_at_start(tmp_path: Path) -> None:
    """Before anything is consumed."""
    file = tmp_path / "mine.toml"
    file.write_text("[[rule]]\nname = 'mine'\n")

    with pytest.raises(DataError, match=r"mine\.toml: rule 1 lacks "):
        worker_options(load(flags={"alerts.rules": str(file)}).settings)


@pytest.mark.parametrize(("key", "value"), [("stories.hours", "0"), ("stories.missed", "-1")])
def test_impossible_settings_are_refused(key: str, value: str) -> None:
    """With their name."""
    with pytest.raises(ConfigError, match=key):
        load(flags={key: value})
