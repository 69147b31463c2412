"""What the judge is told about tense and time; the articles are of 12 September 2024."""

from __future__ import annotations

import pytest

from tests.unit.nlp.events.learned.conftest import proposed
from worker.languages.cues import cues
from worker.nlp.events.learned.timing import tense, timing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russland greift Kiew an.", "Pres"),
        ("Israel drohte dem Libanon.", "Past"),
        ("Russland hat Kiew angegriffen.", "Perf"),
        ("Russland hatte die Ukraine angegriffen.", "Plup"),
    ],
)
def test_tense(text: str, expected: str) -> None:
    """The tense of a predicate with its auxiliary."""
    assert expected == tense(proposed(text)[0].token)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am Mittwoch griff Russland Kiew an.", "age=now"),
        ("Am 7. September 2024 griff Russland Kiew an.", "age=week"),
        ("Am 20. August 2024 griff Russland Kiew an.", "age=month"),
        ("Im März 2024 griff Russland Kiew an.", "age=year"),
        ("2014 griff Russland die Krim an.", "age=old"),
        ("Russland griff Kiew an.", "age=-"),
    ],
)
def test_age(text: str, expected: str) -> None:
    """How far back a sentence's time lies."""
    assert expected in set(timing(proposed(text)[0], cues("de")))


def test_time_of_the_sentence_before_may_hold() -> None:
    """A paragraph of background states its year once."""
    last = proposed("2014 annektierte Russland die Krim. Kiew protestierte. Russland drohte Kiew.")[
        -1
    ]
    names = set(timing(last, cues("de")))
    assert "age_before=2|old" in names
    assert any(name.startswith("age_held=old|") for name in names)
