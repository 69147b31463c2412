"""What holds for every text: places that fit, order, no overlaps, the same result twice."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from worker.domain.article import Article
from worker.stages.score import score

from .conftest import Read, pipeline

_SAMPLE = (
    "Krieg Kriegsgefahr Truppen Truppenverstärkung verstärken droht Angriff Tote Tor Film kein nicht"
    " wenn 1945 vor 80 Jahren Waffenruhe gebrochen an ein . , Sie \n\n 🚀 Ａngriff äöü"
)
_WORDS = st.sampled_from(_SAMPLE.split(" "))
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_TEXTS)
def test_any_text_holds_the_contract(german: Read, text: str) -> None:
    """Surfaces stand where the spans say, in order and apart; the ledger adds up to 0 to 100."""
    keywords = german(text)
    result = score(Article("a", text, 0, "", "de"), keywords, ())

    places = [(keyword.span.start, keyword.span.end) for keyword in keywords]
    spans = [span for keyword in keywords for span in (keyword.span, keyword.cue) if span]
    assert [text[span.start : span.end] for span in spans] == [span.surface for span in spans]
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    assert 0 <= result.value <= 100
    assert result.value == round(sum(line.points for line in result.ledger), 1)
    assert german(text) == keywords


@pytest.mark.parametrize(
    "words",
    [
        "Krieg Drohung wenn Terror Angriff Tote nicht Truppe verstärken Fußball ",
        "nicht kein ohne wenn falls Film ",
        "Truppenverstärkungsangriffskriegsgefahren ",
    ],
)
def test_a_hostile_article_takes_no_time(words: str) -> None:
    """One sentence of thousands of keywords and cues is read in about the time of any other."""
    nlp = pipeline("de")
    tokens = words.split() * 2_000
    size = len(tokens)
    doc = Doc(
        nlp.vocab,
        words=tokens,
        lemmas=tokens,
        pos=["NOUN"] * size,
        heads=[0] * size,
        deps=["ROOT"] + ["dep"] * (size - 1),
    )
    matcher = nlp.get_pipe("ew_escalation_matcher")

    started = time.process_time()
    matcher(doc)

    assert time.process_time() - started < 10
