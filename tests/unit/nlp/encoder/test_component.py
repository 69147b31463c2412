"""The encoder in a pipeline: its names, its answers, and that nothing around an article changes them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tests.support.tiny import ENGLISH, FOLDER, GERMAN, analyzer, articles, pipeline
from worker.domain.outcome import Analysis
from worker.nlp.encoder.answers import NOBODY, Answers
from worker.nlp.encoder.component import Reader
from worker.nlp.encoder.gate import Gate
from worker.nlp.encoder.session import Encoder

#: Prints what one start of an interpreter answers.
_SCRIPT = "from tests.support.tiny import *; print(repr(analyzer().analyze(articles())))"


def read(text: str, language: str = "de") -> Doc:
    """A text in the accurate pipeline, up to the encoder."""
    nlp = pipeline(language)
    later = nlp.pipe_names[nlp.pipe_names.index("ew_encoder") + 1 :]
    with nlp.select_pipes(disable=later):
        return nlp(text)


def answers(doc: Doc) -> Answers:
    """What the encoder answered."""
    found = doc._.answers
    assert isinstance(found, Answers)
    return found


def test_it_reads_before_anything_is_mended() -> None:
    """Behind the networks, of which the recognizer rests; before all that builds on names."""
    names = pipeline().pipe_names
    assert names.index("parser") < names.index("ew_encoder") < names.index("ew_name_mender")
    assert "ner" not in names


def test_answers_are_chances() -> None:
    """Modalities come to 1, roles with nobody too, up to rounding; all at tokens that were read."""
    doc = read(GERMAN[0])
    found = answers(doc)
    assert found.heard
    for token, heard in found.heard.items():
        assert token in found.read
        assert 0.0 < heard.chance <= 1.0
        assert sum(heard.modalities.values()) == pytest.approx(1.0, abs=0.001)
        for chances in heard.roles.values():
            assert sum(chances.values()) == pytest.approx(1.0, abs=0.01)
            assert set(chances) <= {NOBODY, *range(len(doc))}


def test_what_names_nobody_and_nothing_is_not_read() -> None:
    """The first two sentences always are; of the others those with an actor or a trigger."""
    doc = read(GERMAN[2] + " Dann griff Russland Polen an.")
    sentences = [sentence.text for sentence in doc.sents]
    passed = [sentences[number] for number in Gate("de")(doc)]
    assert passed[:2] == sentences[:2]
    assert sentences[-1] in passed
    assert len(passed) < len(sentences)
    assert {doc[i].sent.text for i in answers(doc).read} == set(passed)


def test_a_batch_changes_nothing() -> None:
    """One by one, all at once and in the other order: the same analyses."""
    tier, texts = analyzer(), articles()
    alone = [found for text in texts for found in tier.analyze([text])]
    assert tier.analyze(texts) == alone
    assert tier.analyze(texts[::-1]) == alone[::-1]


def test_two_starts_answer_alike() -> None:
    """With different seeds of Python's hashes, to the last byte."""
    first, second = (
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert len(first) > 1_000


def test_threads_change_nothing() -> None:
    """One thread is what is run; two would answer the same."""
    doc = read(GERMAN[0])
    small = pipeline().get_pipe("ner")
    other = Reader(Encoder(FOLDER, threads=2), Gate("de"), small)(read(GERMAN[0]))
    assert answers(other) == answers(doc)
    assert [(e.text, e.label_) for e in other.ents] == [(e.text, e.label_) for e in doc.ents]


def spans_of(found: Analysis) -> list[tuple[int, int, str]]:
    """All evidence of events."""
    spans = []
    for event in found.events:
        slots = (*event.sources, *event.targets, *(one.actor for one in event.implied))
        parts = [event.trigger, event.sentence, *(actor.span for actor in slots)]
        spans += [(span.start, span.end, span.surface) for span in parts]
    return spans


def test_every_slot_has_its_evidence() -> None:
    """The words at the offsets are those of the record, in all events."""
    texts = articles()
    found = analyzer().analyze(texts)
    assert any(one.events for one in found)
    for text, one in zip(texts, found, strict=True):
        assert all(text.text[start:end] == words for start, end, words in spans_of(one))


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n\u00a0\u200bß„“🚀e\u0301. ")
    ),
    min_size=1,
    max_size=120,
)


@settings(max_examples=40, deadline=None)
@given(HOSTILE, HOSTILE)
def test_any_text_is_read_with_right_offsets(before: str, behind: str) -> None:
    """Letters that are no letters, blanks of all kinds: names and answers stay inside the text."""
    doc = read(f"{before} Russland droht Polen. {behind}")
    assert all(0 <= token < len(doc) for token in answers(doc).read)
    assert all(doc.text[e.start_char : e.end_char] == e.text for e in doc.ents)


def test_a_sentence_too_long_to_be_read_keeps_its_names() -> None:
    """It has no answers; the small recognizer reads it."""
    doc = read("Russland, " * 400 + "droht Polen.")
    assert not answers(doc).heard
    assert not answers(doc).read
    assert any(ent.text == "Russland" for ent in doc.ents)


def test_nothing_is_read_of_nothing() -> None:
    """Blanks alone have no sentence."""
    assert answers(read(" \n ")) == Answers({}, frozenset())


def test_english_is_read_by_the_same_weights() -> None:
    """One encoder reads both languages."""
    assert answers(read(ENGLISH[0], "en")).heard
