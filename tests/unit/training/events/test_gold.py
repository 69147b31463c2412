"""Annotated events find the proposals they belong to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.nlp.events.conftest import pipeline
from training.events.gold import Annotated, align, anchor, read
from training.events.plan import Source
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.events.proposals import proposals


def annotated(folder: Path, sentences: list[str], *events: dict[str, object]) -> Annotated:
    """An article with these events, written down and read."""
    whole = [
        {"source": [], "target": [], "modality": "asserted", "speaker": None} | event
        for event in events
    ]
    line = {"id": "a", "published_at": "2024-09-12", "sentences": sentences, "events": whole}
    (folder / "set.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (found,) = read(pipeline("de"), folder, Source(Path("set.jsonl")))
    return found


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [("lehnte ab", "lehnte"), ("Forderung", "Forderung"), ("eine Forderung", "Forderung")],
)
def test_the_anchor_carries_the_other_words(tmp_path: Path, trigger: str, expected: str) -> None:
    """A separated verb is found in its pieces, a phrase by its head."""
    sentences = ["Iran lehnte eine Forderung der USA ab."]
    one = annotated(tmp_path, sentences, {"sentence": 0, "type": "REJECT", "trigger": trigger})
    token = anchor(one.doc, one.gold, one.gold.events[0])
    assert token is not None
    assert token.text == expected


def test_events_go_to_their_triggers(tmp_path: Path) -> None:
    """Two of one sentence, one that no word names, and none for the rest."""
    one = annotated(
        tmp_path,
        ["Russland drohte Polen und griff Kiew an.", "Berlin warnte Moskau."],
        {"sentence": 0, "type": "ASSAULT", "trigger": "griff an"},
        {"sentence": 0, "type": "THREATEN", "trigger": "drohte"},
        {"sentence": 1, "type": "SUPPORT", "trigger": "Beistand"},
    )
    found = proposals(one.doc, triggers("de"), cues("de"))
    labels = [None if event is None else event.type for event in align(one, found)]
    assert labels[:2] == ["THREATEN", "ASSAULT"]
    assert "SUPPORT" not in labels


def test_the_type_decides_where_no_trigger_does(tmp_path: Path) -> None:
    """An annotator may have marked another word of the same sentence."""
    event = {"sentence": 0, "type": "ASSAULT", "trigger": "Raketen"}
    one = annotated(tmp_path, ["Russland griff Kiew mit Raketen an."], event)
    (found,) = align(one, proposals(one.doc, triggers("de"), cues("de")))
    assert found is not None
    assert found.type == "ASSAULT"
