"""Stories, readings and alerts as lines for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from worker.cli.showing import line
from worker.cli.watching import alert_line, index_line, story_line
from worker.messages.record import Record
from worker.messages.topics import Topics

EXAMPLES = Path(__file__).parents[3] / "schemas" / "examples"


def example(topic: str, name: str) -> dict[str, Any]:
    """A worked example."""
    document: dict[str, Any] = orjson.loads((EXAMPLES / topic / "1" / name).read_bytes())
    return document


def test_a_story_says_what_is_new_who_prints_it_and_what_happened() -> None:
    """The copy of an agency's report: one voice."""
    shown = story_line(example("stories", "zweitdruck.de.json")).plain

    assert shown.startswith(
        "copy        2× ew “Tschechien weist drei russische Diplomaten aus” CZE-RUS SANCTION"
    )


def test_a_story_that_follows_another_says_so() -> None:
    """By the beginning of its id."""
    story = example("stories", "sanctions.en.json") | {"follows": "3f2a" * 8}

    assert story_line(story).plain.endswith(" — follows 3f2a3f2a")


def test_a_reading_says_how_far_it_can_be_trusted() -> None:
    """Blind: an outlet that used to deliver has fallen silent."""
    shown = index_line(example("escalation.index", "crisis.json")).plain

    assert shown.startswith("RUS-USA   ")
    assert "points, usually " in shown
    assert "blind: silent kurier.example" in shown


def test_a_reading_without_a_value_has_a_dash() -> None:
    """Too few days for a baseline."""
    reading = example("escalation.index", "usual.json")
    parts = {name: reading[name] | {"value": None} for name in ("total", "threats", "acts")}

    assert index_line(reading | parts).plain.startswith("RUS-USA   – (threats –, acts –) ")


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("raised.json", "raised warning RUS-USA: acts of force up: 23.7 points in 24 hours"),
        ("resolved.json", "resolved critical RUS-USA: acts of force back to normal, "),
    ],
)
def test_an_alert_says_why(name: str, beginning: str) -> None:
    """In one sentence, with importance and credibility apart."""
    shown = alert_line(example("escalation.alerts", name)).plain

    assert shown.startswith(beginning)
    assert "Importance " in shown
    assert "credibility " in shown


@pytest.mark.parametrize(
    ("topic", "name"),
    [("stories", "sanctions.en.json"), ("escalation.index", "usual.json"),
     ("escalation.alerts", "graver.json")],
)  # fmt: skip
def test_every_topic_has_its_view(topic: str, name: str) -> None:
    """``tail`` shows no bare JSON where there is a sentence."""
    record = Record(topic, b"RUS-USA", orjson.dumps(example(topic, name)))

    assert not line(record, Topics()).plain.startswith("{")


def test_a_forgotten_subject() -> None:
    """A tombstone has nothing but its key."""
    assert (
        line(Record("escalation.index", b"RUS-USA", None), Topics()).plain == "RUS-USA is forgotten"
    )
