"""How annotated events become questions with answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training import relations_cases
from training.corpora import CorpusMissingError
from training.relations_codes import DATA, Code, code, root
from worker.domain.event import EventType, Modality


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0353", Code("AGREE", "AGREE")),
        ("057", Code("SUPPORT", "AGREE")),
        ("163", Code("COERCE", "SANCTION")),
        ("1661", Code("SANCTION", "SANCTION")),
        ("0831", Code("YIELD", "CONCEDE")),
        ("0874", Code("YIELD", "RETREAT")),
        ("1712", Code("COERCE", "ASSAULT")),
        ("010", None),
    ],
)
def test_codes_of_cameo(number: str, expected: Code | None) -> None:
    """The longest beginning that the table knows says what a code is called."""
    assert code(number) == expected


def test_no_code_of_cameo() -> None:
    """A typing error in the data is found."""
    with pytest.raises(ValueError, match="'99'"):
        code("99")


@pytest.mark.parametrize(
    ("name", "modality", "trigger", "expected"),
    [
        ("ASSAULT", "asserted", "attacked", "ASSAULT"),
        ("ASSAULT", "future", "attack", "THREATEN"),
        ("RETREAT", "asserted", "released", "YIELD"),
        ("RETREAT", "negated", "withdraw", "SANCTION"),
        ("AGREE", "asserted", "signed a treaty", "SUPPORT"),
        ("AGREE", "asserted", "promised", "AGREE"),
        ("SANCTION", "asserted", "Sanktionen verhängt", "COERCE"),
        ("SANCTION", "asserted", "expelled", "SANCTION"),
        ("COERCE", "asserted", "cyberattack", "ASSAULT"),
    ],
)
def test_root_of_an_annotated_event(
    name: EventType,
    modality: Modality,
    trigger: str,
    expected: str,
) -> None:
    """Modality turns the type, and CAMEO calls some acts otherwise than the project's guide."""
    assert root(name, modality, trigger, "") == expected


def test_own_sentences_are_whole() -> None:
    """Every line has both sides, a code that is an event, and a text of its own."""
    for language in ("de", "en"):
        path = DATA / f"relations_{language}.jsonl"
        found = list(relations_cases._own(path))
        assert all(case.question.source and case.question.target for case in found)
        assert len({(c.question.text, c.question.source) for c in found}) == len(found)


def test_events_of_a_sentence(tmp_path: Path) -> None:
    """Sides are found nearest to the trigger; of two in one list each gets a side."""
    event = {"modality": "asserted", "trigger": "met"}
    both = {"type": "CONSULT", "source": [["Iran", "IRN"], ["Oman", "OMN"]], "target": []}
    implied = {"type": "ASSAULT", "source": [["", "IRN"]], "target": []}
    text = "Iran said Iran and Oman met."
    line = {"id": "a", "text": text, "events": [event | both, event | implied]}
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    (case,) = relations_cases._annotated(path)
    assert (case.question.source, case.question.target) == (((10, 14),), ((19, 23),))
    assert (case.root, case.type, case.key) == ("CONSULT", "CONSULT", "a")


def test_missing_corpus_is_named(tmp_path: Path) -> None:
    """The message says which file was looked for."""
    with pytest.raises(CorpusMissingError, match="en_newswire"):
        relations_cases.cases("en", tmp_path)
