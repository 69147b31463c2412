"""The news set: what is read of it, and how events are written in its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.judging import event
from worker.domain.errors import DataError
from worker.evaluation import labeled


def test_dyads_are_written_as_the_set_does() -> None:
    """Older type names, every target, both sides known; what is past or denied is not news."""
    events = (
        event("USA", "RETREAT", "AFG"),
        event("TUR", "ASSAULT", "SYR", "IRQ"),
        event(None, "ASSAULT", "TUR"),
        event("RUS", "ASSAULT", "UKR", modality="historical"),
        event("IRN", "ASSAULT", "USA", modality="negated"),
    )

    assert labeled.dyads(events) == {
        ("USA", "YIELD", "AFG"),
        ("TUR", "ASSAULT", "SYR"),
        ("TUR", "ASSAULT", "IRQ"),
    }


def test_the_first_four_are_the_main_ones() -> None:
    """The set names no more an article, and neither does what is found."""
    events = [event("RUS", "ASSAULT", target) for target in ("UKR", "SYR", "GEO", "TUR", "USA")]

    assert {target for _, _, target in labeled.dyads(events)} == {"UKR", "SYR", "GEO", "TUR"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "no news item"),
        ('{"id": "a", "text": "b", "level": 1}', "no news item ('dyads')"),
        ('{"id": "a", "text": "b", "level": 7, "dyads": []}', "level 7: allowed are 0 to 4"),
        ('{"id": "a", "text": "b", "level": 1, "dyads": [["RUS"]]}', "no news item"),
        ('{"id": "a", "text": "b", "level": 1, "dyads": [], "direction": "up"}', "no news item"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    """File and line come first."""
    file = tmp_path / "news.jsonl"
    file.write_text("\n" + line, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        labeled.read(file)

    assert str(caught.value).startswith(f"{file}:2: {problem}")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Not a traceback but the path and the reason."""
    with pytest.raises(DataError, match=r"none\.jsonl: cannot be read: "):
        labeled.read(tmp_path / "none.jsonl")
