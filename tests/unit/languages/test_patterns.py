"""Lemma patterns with asterisks."""

from __future__ import annotations

import pytest

from worker.languages.patterns import Patterns, longest


@pytest.mark.parametrize(
    ("patterns", "lemma", "expected"),
    [
        (["Sanktion"], "sanktion", True),
        (["Sanktion"], "Wirtschaftssanktion", False),
        (["*sanktion"], "Wirtschaftssanktion", True),
        (["*sanktion"], "Sanktion", True),
        (["terror*"], "Terroranschlag", True),
        (["terror*"], "Antiterror", False),
        (["*verbrech*"], "Kriegsverbrecher", True),
        (["*"], "anything", True),
        ([], "anything", False),
    ],
)
def test_matches(patterns: list[str], lemma: str, expected: bool) -> None:
    """Asterisks stand for any beginning or ending; case does not count."""
    assert Patterns.of(patterns).matches(lemma) is expected


def test_longest_ending_wins() -> None:
    """Of several endings the longest is the most special."""
    table = {"angriff": 1, "luftangriff": 2}
    assert longest(table, "drohnenluftangriff") == "luftangriff"
    assert longest(table, "bodenangriff") == "angriff"
    assert longest(table, "begriff") is None
