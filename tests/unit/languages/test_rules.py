"""The rules that raise alerts, checked when they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.languages.rules import rules

RULE = """
[[rule]]
name = "mine"
part = "acts"
kinds = ["dyad"]
subjects = []
z = 4.0
rise = 16
outlets = 2
cooldown = 24
resolve = 1.0
critical = 10.0
"""


def test_the_shipped_rules_are_good() -> None:
    """One a part."""
    assert [rule.part for rule in rules()] == ["acts", "threats", "total"]


def test_a_file_of_the_users(tmp_path: Path) -> None:
    """Whole numbers will do where others are expected."""
    file = tmp_path / "alerts.toml"
    file.write_text(RULE)

    assert [(rule.name, rule.rise) for rule in rules(file)] == [("mine", 16.0)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"acts"', '"deeds"', "rule 1: part 'deeds': allowed are total, threats, acts"),
        ('["dyad"]', '["pair"]', "rule 1: kind 'pair': allowed are dyad, country, alliance"),
        ("z = 4.0", "z = true", "rule 1: z must be a number, not below 0, not True"),
        ("z = 4.0", "z = 0.5", "rule 1: resolve must be below z, and critical not below it"),
        (
            "outlets = 2",
            "outlets = 1.5",
            "rule 1: outlets must be a whole number, not below 0, not 1.5",
        ),
        ("outlets = 2", "", "rule 1 lacks outlets; its keys are name, part, "),
        ("outlets = 2", "outlets = 2\nwho = 1", "rule 1 has an unknown key who; its keys are "),
        ("[[rule]]", "[rules]", "it must hold [[rule]] tables and nothing else"),
        ("z = 4.0", "z = ", "cannot be read as TOML"),
        ("subjects = []", "subjects = [1]", "rule 1: subjects must be a list of strings, not [1]"),
        ('"mine"', '""', "rule 1: name must be a name, not ''"),
    ],
)
def test_a_wrong_rule_is_named(old: str, new: str, problem: str, tmp_path: Path) -> None:
    """With the file and what is allowed."""
    file = tmp_path / "alerts.toml"
    file.write_text(RULE.replace(old, new, 1))

    with pytest.raises(DataError) as error:
        rules(file)
    assert str(error.value).startswith(str(file))
    assert problem in str(error.value)


def test_two_rules_need_two_names(tmp_path: Path) -> None:
    """An alert's id is made from its rule's name."""
    file = tmp_path / "alerts.toml"
    file.write_text(RULE * 2)

    with pytest.raises(DataError, match="two rules have the name 'mine'"):
        rules(file)
