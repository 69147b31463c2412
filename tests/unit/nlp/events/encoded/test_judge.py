"""What the answers of the encoder make of the rules' proposals."""

from __future__ import annotations

from tests.unit.nlp.events.encoded.conftest import heard, place, told
from tests.unit.nlp.events.learned.conftest import SURE, judge
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.events import words
from worker.nlp.events.coder import code
from worker.nlp.events.encoded.judge import Judge
from worker.nlp.events.learned.judge import Judge as Learned
from worker.nlp.tokens import Doc

#: Without these sentences the rules alone would decide.
CALM = "Die Lage bleibt ernst. Niemand weiß mehr."
TEXT = f"Russland drohte Polen mit Vergeltung. Am Montag wanderten die Truppen nach Minsk. {CALM}"


def coded(doc: Doc, other: Learned | None = None) -> list[tuple[str, str, str]]:
    """Trigger, type and modality of the events of a Doc, ``other`` being the fast tier's judge."""
    found = code(doc, triggers("de"), cues("de"), judge=Judge(other))
    return [(event.trigger.surface, event.type, event.modality) for event in found]


def test_a_likely_trigger_is_an_event_of_its_type() -> None:
    """Whatever the table of triggers says of the word."""
    doc = told(TEXT, {"drohte": heard("REJECT", modality="reported")})
    assert [one[1:] for one in coded(doc)] == [("REJECT", "reported")]


def test_what_is_unlikely_is_none() -> None:
    """Also where the rules would have it stand."""
    assert coded(told(TEXT, {"drohte": heard("THREATEN", 0.12)})) == []
    assert coded(told(TEXT, {})) == []


def test_a_word_that_no_table_knows_may_be_one() -> None:
    """With the slots that the rules read around it."""
    (found,) = coded(told(TEXT, {"wanderten": heard("MOBILIZE")}))
    assert found[1:] == ("MOBILIZE", "asserted")
    assert found[0].startswith("wanderten")


def test_where_nothing_was_read_the_rules_decide() -> None:
    """A sentence too long for the encoder, or without an answer at all."""
    assert [one[1] for one in coded(told(TEXT, {}, unread=["drohte"]))] == ["THREATEN"]
    doc = told(TEXT, {})
    doc.answers = None
    assert [one[1] for one in coded(doc)] == ["THREATEN"]


def test_a_negation_stands_whatever_is_thought() -> None:
    """A cue that says it outright goes before."""
    doc = told(f"Russland drohte Polen nicht. {CALM}", {"drohte": heard("THREATEN")})
    assert [one[2] for one in coded(doc)] == ["negated"]


def test_both_judges_count() -> None:
    """What the encoder doubts, the fast tier's judge may be sure of, and the other way round."""
    doubted = told(f"Russland drohte Polen. {CALM}", {"drohte": heard("THREATEN", 0.2)})
    assert coded(doubted, judge({"": {"THREATEN": SURE}}))[0][1:] == ("THREATEN", "asserted")
    assert coded(doubted, judge({"": {"none": SURE}})) == []
    sure = told(f"Russland drohte Polen. {CALM}", {"drohte": heard("THREATEN")})
    assert coded(sure, judge({"": {"none": SURE}}))[0][1:] == ("THREATEN", "asserted")


def test_what_either_judge_knows_is_proposed() -> None:
    """A word that named events where the fast tier's judge was trained."""
    doc = told(TEXT, {})
    lemma = words.lemma(doc[place(doc, "wanderten")])
    known = judge({"": {"ASSAULT": SURE}}, words={("verb", lemma): "ASSAULT"})
    assert coded(doc, known)[-1][0].startswith("wanderten")
