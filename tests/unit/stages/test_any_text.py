"""What holds for any text whatever, through the whole worker: no error, a fair ledger, honest places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.domain.outcome import Dropped, Outcome, Published
from worker.messages import events
from worker.messages.enriched import document
from worker.messages.schemas import validate
from worker.nlp.analyzer import Analyzer
from worker.stages.coder import Coder

_MARKS = " . , : ; „ “ ” » « ‘ ’ \" ' \n \n\n -\n 🚀 İ 1945"
_WORDS = {
    "de": "Krieg KRIEGSGEFAHR Truppen- Truppen\u00adverstärkung verstaerkt droht DROHT Angriff Tote Tor"
    " Fußball Film kein nicht wenn vor 80 Jahren Waffenruhe gebrochen an ein Sie ß ẞ ﬁ Ａngriff Russland"
    " Nato Strasse Großmacht laut sagte dass Kiew Putin bestritt" + _MARKS,
    "en": "war WAR cease-fire cease- fire troops TROOPS threatened attack ATTACKED killed 60 people film"
    " movie not n't isn’t if ago truce broke down up the THE ﬀ Russia NATO said that Kyiv denied"
    " sanctions striker goal shares" + _MARKS,
}


@cache
def coder() -> Coder:
    """The real coder, both languages."""
    return Coder(Analyzer())


def texts(language: str) -> st.SearchStrategy[str]:
    """Any characters, and any order of words that have tripped somebody up."""
    words = st.sampled_from(_WORDS[language].split(" "))
    joined = st.lists(words, max_size=60).map(" ".join)
    return st.one_of(st.text(max_size=300), joined, st.lists(words, max_size=30).map("".join))


def code(language: str, text: str) -> Outcome:
    """The outcome of one article."""
    (outcome,) = coder().code([orjson.dumps({"text": text, "language": language})])
    return outcome


def places(part: Any) -> Iterator[dict[str, Any]]:
    """Every place that a record names, however deep."""
    if isinstance(part, dict):
        if {"start", "end", "surface"} <= part.keys():
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for child in part:
            yield from places(child)


@pytest.mark.parametrize("language", ["de", "en"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_text_keeps_the_contract(language: str, data: st.DataObject) -> None:
    """0 to 100, the sum of its lines; every surface where it stands; the schema kept; the same twice."""
    text = data.draw(texts(language))
    outcome = code(language, text)
    if isinstance(outcome, Dropped):
        return
    assert isinstance(outcome, Published)
    article, coded = document(outcome), events.documents(outcome)

    validate("articles.enriched", orjson.dumps(article))
    for event in coded:
        validate("events.coded", orjson.dumps(event))
    ledger = article["score"]["ledger"]
    assert 0 <= article["score"]["value"] <= 100
    assert article["score"]["value"] == round(sum(line["points"] for line in ledger), 1)
    named = [*places(article), *places(coded)]
    assert [article["text"][place["start"] : place["end"]] for place in named] == [
        place["surface"] for place in named
    ]
    assert code(language, text) == outcome
