"""The measures of coded events against annotated ones."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from worker.domain.actor import Actor
from worker.domain.errors import DataError
from worker.domain.event import Event, EventType, Implied
from worker.domain.text import Span
from worker.evaluation import events as module
from worker.evaluation.events import match, measures
from worker.evaluation.gold import GoldArticle, read

SENTENCES = ["Russland drohte der Ukraine.", "Kiew lehnte ab."]


def article(tmp_path: Path, *events: dict[str, object]) -> GoldArticle:
    """An annotated article of two sentences."""
    path = tmp_path / "gold.jsonl"
    value = {"id": "a", "language": "de", "sentences": SENTENCES, "events": events}
    path.write_text(json.dumps(value), encoding="utf-8")
    return next(read(path))


def gold(event_type: str, source: str, target: str, *, sentence: int = 0) -> dict[str, object]:
    """An annotated event between two codes ("" for a side that is empty)."""
    sides = [[["X", code]] if code else [] for code in (source, target)]
    return {
        "sentence": sentence,
        "type": event_type,
        "source": sides[0],
        "target": sides[1],
        "modality": "asserted",
        "speaker": None,
    }


def found(event_type: EventType, source: str, target: str, *, start: int = 0) -> Event:
    """A coded event whose trigger stands at ``start``."""
    span = Span(start, start + 1, "x")
    sides = [(Actor(span, code, "GOV"),) if code else () for code in (source, target)]
    return Event(
        "i", event_type, event_type, None, 3, "13", -6.0, -3.5, "asserted", span, "x", span,
        sources=sides[0], targets=sides[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event", "type_f1", "dyad_f1"),
    [
        (found("THREATEN", "RUS", "UKR"), 1.0, 1.0),
        (found("THREATEN", "RUS", ""), 1.0, 0.0),
        (found("THREATEN", "UKR", "RUS"), 1.0, 0.0),
        (found("ACCUSE", "RUS", "UKR"), 0.0, 0.0),
        (found("THREATEN", "RUS", "UKR", start=len(SENTENCES[0]) + 1), 0.0, 0.0),
    ],
)
def test_one_event(tmp_path: Path, event: Event, type_f1: float, dyad_f1: float) -> None:
    """An event is right in its sentence with its type, a dyad with both codes too."""
    annotated = article(tmp_path, gold("THREATEN", "RUS", "UKR"))
    result = measures([match(annotated, [event])])
    assert (result["type_f1"], result["dyad_f1"]) == (type_f1, dyad_f1)


def test_pairs_are_one_to_one(tmp_path: Path) -> None:
    """A second event of the same type finds no partner, and the better dyad is paired."""
    annotated = article(tmp_path, gold("THREATEN", "RUS", "UKR"))
    result = match(annotated, [found("THREATEN", "RUS", ""), found("THREATEN", "RUS", "UKR")])
    assert (result.events.right, result.events.found, result.dyads.right) == (1, 2, 1)


def test_empty_sides_agree(tmp_path: Path) -> None:
    """Where neither knows a target the dyad is right."""
    annotated = article(tmp_path, gold("THREATEN", "RUS", ""))
    assert match(annotated, [found("THREATEN", "RUS", "")]).dyads.right == 1


def test_what_is_implied_fills_an_empty_side(tmp_path: Path) -> None:
    """It counts for the dyad, but not for what the clause names by itself."""
    alone = found("THREATEN", "RUS", "")
    implied = Implied("target", Actor(alone.trigger, "UKR", "GOV"), "headline")
    result = measures(
        [
            match(
                article(tmp_path, gold("THREATEN", "RUS", "UKR")),
                [replace(alone, implied=(implied,))],
            )
        ]
    )
    assert (result["dyad_f1"], result["slot_dyad_f1"]) == (1.0, 0.0)


def test_codes_without_a_country_are_none_to_the_annotation(tmp_path: Path) -> None:
    """The guide knows no code for a fund, so a fund agrees with a side left open."""
    result = measures(
        [match(article(tmp_path, gold("REQUEST", "", "UKR")), [found("REQUEST", "IMF", "UKR")])]
    )
    assert result["dyad_f1"] == 1.0


def test_headlines_are_read_but_not_counted(tmp_path: Path) -> None:
    """Nothing is annotated in them; sentences keep their numbers."""
    path = tmp_path / "titled.jsonl"
    value = {"id": "a", "title": "Drohung aus Moskau", "sentences": SENTENCES, "events": []}
    path.write_text(json.dumps(value), encoding="utf-8")
    (one,) = read(path, headline=True)
    assert one.article.text.startswith("Drohung aus Moskau\n\nRussland drohte")
    assert [one.sentence_at(place) for place in (0, 20, 50)] == [-1, 0, 1]
    assert match(one, [found("THREATEN", "RUS", "UKR")]).events.found == 0


def test_evaluates_a_file(tmp_path: Path) -> None:
    """The real coder on a file: all keys are there, the threat is found."""
    path = tmp_path / "gold.jsonl"
    article(tmp_path, gold("THREATEN", "RUS", "UKR"))
    result = module.evaluate(path)
    assert {"type_f1", "dyad_f1", "modality_accuracy", "speaker_f1", "by_type"} <= set(result)
    assert result["dyad_f1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}'])
def test_bad_file_is_named(tmp_path: Path, line: str) -> None:
    """A file that is none says where it is wrong."""
    path = tmp_path / "bad.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.jsonl"):
        list(read(path))
