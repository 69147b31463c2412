"""What the answers of the encoder change about the events of the fast tier's judge."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.unit.nlp.events.encoded.conftest import heard, told
from tests.unit.nlp.events.learned.conftest import SURE, judge, linear
from worker.domain.event import Modality
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.encoder.answers import Heard
from worker.nlp.events.coder import code
from worker.nlp.events.encoded.judge import Judge
from worker.nlp.events.learned.judge import Judge as Learned
from worker.nlp.tokens import Doc

#: Without these sentences the rules alone would decide.
CALM = "Die Lage bleibt ernst. Niemand weiß mehr."
TEXT = f"Russland drohte Polen mit Vergeltung. Am Montag wanderten die Truppen nach Minsk. {CALM}"
THREAT = judge({"": {"THREATEN": SURE}})


def coded(doc: Doc, other: Learned = THREAT) -> list[tuple[str, str]]:
    """Type and modality of the events of a Doc, ``other`` being the fast tier's judge."""
    found = code(doc, triggers("de"), cues("de"), judge=Judge(other))
    return [(event.type, event.modality) for event in found]


def leaning(modality: Modality, weight: float) -> Learned:
    """A judge that knows threats alone, and holds a modality for e^weight times as likely as another."""
    classes = ("asserted", "reported")
    moods = linear(classes, {"": {modality: weight}})
    return Learned(THREAT.types, moods, THREAT.words)


@pytest.mark.parametrize(
    ("weight", "expected"),
    [pytest.param(0.2, "reported", id="unsure"), pytest.param(3.0, "asserted", id="sure")],
)
def test_the_encoder_tips_the_scales(weight: float, expected: Modality) -> None:
    """A judge that is unsure whether something happened is outvoted; one that is sure is not."""
    doc = told(TEXT, {"drohte": heard("reported")})
    assert coded(doc, leaning("asserted", weight)) == [("THREATEN", expected)]


def test_of_what_it_holds_for_no_trigger_it_is_not_asked() -> None:
    """Then the judge's modality stands, as it does where nobody read."""
    doc = told(TEXT, {"Montag": heard("reported")})
    assert coded(doc, leaning("asserted", 0.2)) == [("THREATEN", "asserted")]
    doc.answers = None
    assert coded(doc, leaning("asserted", 0.2)) == [("THREATEN", "asserted")]


@pytest.mark.parametrize("words", [{}, {"wanderten": heard()}, {"drohte": heard(chance=0.12)}])
def test_what_is_an_event_the_judge_says_alone(words: Mapping[str, Heard]) -> None:
    """Whatever the encoder takes for a trigger, or for none."""
    assert [name for name, _ in coded(told(TEXT, words))] == ["THREATEN"]
    assert coded(told(TEXT, words), judge({"": {"none": SURE}})) == []


def test_a_negation_stands_whatever_is_thought() -> None:
    """A cue that says it outright goes before."""
    doc = told(f"Russland drohte Polen nicht. {CALM}", {"drohte": heard()})
    assert [modality for _, modality in coded(doc)] == ["negated"]
