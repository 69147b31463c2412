"""Annotated articles as lessons: the word that names an event, and the words that stand for its sides."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from tests.unit.training.events.test_gold import annotated
from training.encoder import articles
from training.encoder.lessons import Lesson
from worker.nlp.encoder.heads import ROLES

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SENTENCES = ["Russland drohte Polen am Montag.", "Die Nato kritisierte die Drohung."]


class Letters:
    """Counts a piece a letter, as a tokenizer would count pieces."""

    def encode(self, text: str, *, add_special_tokens: bool) -> object:
        """The letters of a text, without ends."""
        assert not add_special_tokens
        return SimpleNamespace(ids=list(text))


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """Two sentences with an event each; whom the Nato criticizes only the first one tells."""
    told: list[dict[str, object]] = [
        {"sentence": 0, "type": "THREATEN", "trigger": "drohte",
         "source": [["Russland", "RUS"]], "target": [["Polen", "POL"]]},
        {"sentence": 1, "type": "ACCUSE", "trigger": "kritisierte", "speaker": "Nato",
         "source": [["Nato", "NATO"]], "target": [["", "RUS"]]},
    ]  # fmt: skip
    one = annotated(tmp_path, SENTENCES, *told)
    events = [{"source": [], "target": [], **event} for event in told]
    (made,) = articles.lessons(
        articles.page(one), events, cast("Tokenizer", Letters()), source="events_de"
    )
    return made


def words(lesson: Lesson, event: int, role: str) -> list[str]:
    """Who has a role in an event of a lesson."""
    places = sorted(lesson.events[event].roles[ROLES.index(role)])
    return ["nobody" if place == 0 else lesson.words[place - 1] for place in places]


def test_a_trigger_is_one_word(lesson: Lesson) -> None:
    """With its type; the lesson is the whole text, all of it annotated."""
    assert [(lesson.words[e.trigger], e.type) for e in lesson.events] == [
        ("drohte", "THREATEN"),
        ("kritisierte", "ACCUSE"),
    ]
    assert lesson.own == (0, len(lesson.words))


def test_what_a_sentence_prints_fills_a_slot(lesson: Lesson) -> None:
    """Whom it does not print fills none, and an event without a speaker has nobody."""
    assert words(lesson, 0, "source") == ["Russland"]
    assert words(lesson, 1, "target") == ["nobody"]
    assert words(lesson, 1, "speaker") == ["Nato"]
    assert words(lesson, 0, "speaker") == ["nobody"]


def test_an_implied_code_is_told_by_its_mentions(lesson: Lesson) -> None:
    """They stand in another sentence of the same window."""
    assert words(lesson, 1, "target_code") == ["Russland"]
    assert words(lesson, 1, "source_code") == ["Nato"]
