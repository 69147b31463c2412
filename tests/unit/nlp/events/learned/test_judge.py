"""The judge chooses among what the rules propose, and adds no evidence of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.nlp.events.learned.conftest import SURE, judge, linear, linked
from worker.domain.errors import DataError
from worker.domain.event import Event
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.events.coder import code
from worker.nlp.events.judging import NONE
from worker.nlp.events.learned import judge as judges
from worker.nlp.events.learned.judge import FOLDER, MODALITIES, TYPES, WORDS, Judge
from worker.nlp.events.learned.vocabulary import Vocabulary

THREAT = (
    "Russland hat der Ukraine laut Kiew mit Vergeltung gedroht. Es regnet. Der Himmel ist grau."
)
IS_THREAT = {"table=THREATEN": {"THREATEN": SURE}}


def coded(text: str, chooser: Judge) -> tuple[Event, ...]:
    """The events of a German text by a judge."""
    return code(linked(text), triggers("de"), cues("de"), judge=chooser)


def test_what_the_judge_takes_for_nothing_is_no_event() -> None:
    """The rules' proposal goes."""
    assert coded(THREAT, judge({"": {NONE: SURE}})) == ()


def test_sides_and_speaker_are_those_of_the_rules() -> None:
    """The judge says whether it stands; who did it and who says so is read from the clause."""
    (event,) = coded(THREAT, judge(IS_THREAT))
    assert [actor.code for actor in event.sources] == ["RUS"]
    assert [actor.code for actor in event.targets] == ["UKR"]
    assert event.speaker is not None


def test_type_is_what_the_judge_says() -> None:
    """A mode that the judged type does not have goes with the type it belonged to."""
    (event,) = coded(THREAT, judge({"table=THREATEN": {"ACCUSE": SURE}}))
    assert (event.type, event.mode, event.quad_class) == ("ACCUSE", None, 3)


def test_unlikely_events_do_not_stand() -> None:
    """Below the least probability nothing is coded, though no event is no likelier than the type."""
    assert coded(THREAT, judge({})) != ()
    assert coded(THREAT, judge({"": {NONE: 3.0}})) == ()


def test_modality_takes_the_cue_that_the_rules_found() -> None:
    """Reported because of "laut"."""
    (event,) = coded(THREAT, judge(IS_THREAT, {"": {"reported": SURE}}))
    assert event.modality == "reported"
    assert event.modality_cue is not None
    assert event.modality_cue.span.surface == "laut"


def test_modality_without_cue_says_so() -> None:
    """Where no single word marks it, the slot is empty with the reason."""
    plain = THREAT.replace(" laut Kiew", "")
    (event,) = coded(plain, judge(IS_THREAT, {"": {"historical": SURE}}))
    assert (event.modality, event.modality_cue) == ("historical", None)
    assert event.missing["modality_cue"] == "unmarked"


def test_who_says_so_decides_whether_it_is_reported() -> None:
    """A named speaker stands whatever the judge thinks: rules are right there more often than the judge."""
    (event,) = coded(THREAT, judge(IS_THREAT, {"": {"historical": SURE}}))
    assert event.modality == "reported"


def test_learned_words_are_proposed() -> None:
    """A word that no table knows becomes an event where the judge knows it."""
    text = "Die Sonne scheint. Es ist warm. Israel schweigt."
    known = judge({"learned=ASSAULT": {"ASSAULT": SURE}}, words={("verb", "schweigen"): "ASSAULT"})
    assert "schweigt" in [event.trigger.surface for event in coded(text, known)]


def test_a_line_is_left_to_the_rules() -> None:
    """One sentence gives the judge nothing to know better by."""
    (event,) = coded(THREAT.split(". ")[0] + ".", judge({"": {NONE: SURE}}))
    assert (event.type, event.modality) == ("THREATEN", "reported")


def test_a_pipeline_without_judge_is_read_by_rules(tmp_path: Path) -> None:
    """No folder, no judge."""
    assert judges.load(tmp_path) is None


def test_broken_weights_are_refused(tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / TYPES).write_bytes(b"EWLMxx")
    with pytest.raises(DataError, match=r"types\.bin"):
        judges.load(tmp_path)


def test_weights_for_other_classes_are_refused(tmp_path: Path) -> None:
    """A class that no event can be is found when the weights are loaded."""
    where = tmp_path / FOLDER
    where.mkdir()
    linear(("WEDDING", NONE), {}).save(where / TYPES)
    linear(("asserted", "reported"), {}).save(where / MODALITIES)
    (where / WORDS).write_text("#columns: pos lemma type\n", encoding="utf-8")
    with pytest.raises(DataError, match="WEDDING"):
        judges.load(tmp_path)


def test_saved_weights_judge_alike(tmp_path: Path) -> None:
    """What was written is read back."""
    chooser = judge(IS_THREAT)
    assert isinstance(chooser.words, Vocabulary)
    where = tmp_path / FOLDER
    where.mkdir()
    chooser.types.save(where / TYPES)
    chooser.modalities.save(where / MODALITIES)
    (where / WORDS).write_text("#columns: pos lemma type\n", encoding="utf-8")
    again = judges.load(tmp_path)
    assert again is not None
    assert coded(THREAT, again) == coded(THREAT, chooser)
