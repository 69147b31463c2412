"""The article with its evidence marked, and its score as a table that adds up."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from tests.unit.cli.test_sentences import example
from worker.cli import explain, marking
from worker.messages.evidence import Json


@pytest.fixture
def outcome() -> Json:
    """The worked example of an article with one of its events."""
    return {
        "outcome": "published",
        "article": example("articles.enriched/gegenmassnahmen.de.json"),
        "events": [example("events.coded/russia-threatens.de.json")],
    }


def shown(outcome: Json) -> str:
    """Everything that is printed, without colors."""
    console = Console(file=io.StringIO(), width=200)
    explain.show(console, outcome)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_text_is_shown_unchanged(outcome: Json) -> None:
    """Marks are styles: no character is added or lost."""
    assert marking.marked(outcome).plain == outcome["article"]["text"]


def test_evidence_is_marked_where_it_stands(outcome: Json) -> None:
    """Entities, keywords and the trigger of the event."""
    styles = {(span.start, span.end): str(span.style) for span in marking.marked(outcome).spans}

    trigger, entity = outcome["events"][0]["trigger"], outcome["article"]["entities"][1]
    assert styles[trigger["start"], trigger["end"]] == "bold underline black on yellow"
    assert styles[entity["start"], entity["end"]] == "underline cyan"


def test_the_domain_is_told_by_its_words(outcome: Json) -> None:
    """The heaviest first; without a domain the reason."""
    assert "domain conflict by “Nato” 10.2, “Moskau” 6.8, “Truppen” 6.0" in shown(outcome)

    outcome["article"]["domain"] |= {"name": None, "no_domain": "no_evidence", "evidence": []}
    assert "no domain: no evidence" in shown(outcome)


def test_a_keyword_that_does_not_count_is_struck(outcome: Json) -> None:
    """And the cue that takes it out is marked."""
    keyword = outcome["article"]["keywords"][1]
    keyword |= {"why": "excluded", "cue": {"start": 0, "end": 6, "surface": "Moskau"}}

    styles = [(s.start, s.end, s.style) for s in marking.marked(outcome).spans]

    assert (keyword["start"], keyword["end"], "strike dim") in styles
    assert (0, 6, "italic magenta") in styles


def test_the_ledger_adds_up_to_the_score(outcome: Json) -> None:
    """Every addend with its evidence, the sum below."""
    printed = shown(outcome)

    assert "+6.0" in printed
    assert "102–109 gedroht" in printed
    assert "29.0" in printed


def test_events_are_sentences_with_their_codes(outcome: Json) -> None:
    """Both scales, each named; what is missing, and why."""
    printed = shown(outcome)

    assert "RUS THREATEN → USA, NATO (asserted) — says" in printed
    assert "CAMEO 13" in printed
    assert "Goldstein -6.0, PLOVER -3.5, Kahn 3–4" in printed


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (
            {"outcome": "dropped", "reason": "too_short", "detail": "3 words", "events": []},
            "dropped: too_short: 3 words",
        ),
        (
            {"outcome": "dead_lettered", "code": "decode/not_json", "message": "line 1"},
            "dead_lettered: decode/not_json: line 1",
        ),
    ],
)
def test_an_article_that_is_not_published_tells_why(outcome: Json, told: str) -> None:
    """There is nothing else to explain."""
    assert shown(outcome).strip() == told
