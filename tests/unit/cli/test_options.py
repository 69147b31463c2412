"""Options of all commands may stand anywhere on the command line."""

from __future__ import annotations

import pytest

from worker.cli.options import assignments, hoist

VALUES = {"--config": 1, "--debug": 0}


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        (["run", "--config", "f", "--debug"], ["--config", "f", "--debug", "run"]),
        (["run", "--config=f"], ["--config=f", "run"]),
        (["tail", "--json", "--debug", "t"], ["--debug", "tail", "--json", "t"]),
        (["code", "--", "--debug"], ["code", "--", "--debug"]),
        (["run", "--config"], ["--config", "run"]),
    ],
)
def test_options_of_the_program_move_to_the_front(given: list[str], ordered: list[str]) -> None:
    """What follows a "--" is a file name, whatever it looks like."""
    assert hoist(given, VALUES) == ordered


def test_settings_are_assigned_by_key_and_value() -> None:
    """A value may contain "="."""
    assert assignments(["pool.size=1", "kafka.group=a=b"]) == {
        "pool.size": "1",
        "kafka.group": "a=b",
    }


def test_an_assignment_without_a_value_is_refused() -> None:
    """The message shows how it is written."""
    with pytest.raises(ValueError, match=r"--set pool\.size: expected KEY=VALUE"):
        assignments(["pool.size"])
