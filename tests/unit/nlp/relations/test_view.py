"""Where two sides meet in the tree, and which words count."""

from __future__ import annotations

from functools import cache

import pytest

from worker.evaluation.marked import question
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp import pipelines
from worker.nlp.reading import read
from worker.nlp.relations.clusters import cluster
from worker.nlp.relations.features import features
from worker.nlp.relations.view import View

_nlp = cache(pipelines.load)


def view(marked: str, language: str = "en") -> View:
    """A marked sentence, parsed and laid out."""
    asked = question(marked)
    return View(read(_nlp(language)(asked.text)), asked.source, asked.target)


@pytest.mark.parametrize(
    ("marked", "meeting", "path"),
    [
        ("<s>Iran</s> attacked <t>Iraq</t>.", "attacked", ["attacked"]),
        ("<s>Iran</s>'s attack on <t>Iraq</t> went on.", "attack", ["attack"]),
        ("<s>Iran</s> agreed to attack <t>Iraq</t>.", "agreed", ["agreed", "attack"]),
    ],
)
def test_where_sides_meet(marked: str, meeting: str, path: list[str]) -> None:
    """The lowest word above both, and the words on the way there and down again."""
    found = view(marked)
    assert found.meeting is not None
    assert (found.meeting.text, [token.text for token in found.path]) == (meeting, path)


def test_sides_of_two_sentences_do_not_meet() -> None:
    """There is no path between two trees."""
    found = view("<s>Iran</s> waited. It rained. <t>Iraq</t> slept.")
    assert (found.meeting, found.path) == (None, [])
    assert {token.text for token in found.tokens} == {"Iran", "waited", ".", "Iraq", "slept"}


def test_marks_inside_a_word() -> None:
    """A mark that begins inside a word stands for the whole word."""
    found = view("<s>Iran</s> met an ex<t>president</t>.")
    assert [token.text for token in found.target.tokens] == ["expresident"]


def test_particle_belongs_to_the_verb() -> None:
    """The features know the separable verb as one word, and the preposition of the target."""
    found = view("<s>Der Iran</s> lehnt die Vorschläge <t>Israels</t> strikt ab.", "de")
    named = features(found, triggers("de"), cues("de"))
    assert {"v=ablehnen", "v_obj=vorschlag", "vx=ablehnen_vorschlag", "j=REJECT"} <= named.keys()


def test_names_of_sides_are_no_features() -> None:
    """Who it is must not decide what happened: no feature has the name of a country."""
    named = features(view("<s>Iran</s> attacked <t>Iraq</t>."), triggers("en"), cues("en"))
    assert not [name for name in named if "iran" in name.lower() or "iraq" in name.lower()]


def test_words_of_a_kind_share_a_cluster() -> None:
    """Words of one cluster have one name; unknown words have none."""
    vocab = _nlp("en").vocab
    assert cluster(vocab, "Monday") == cluster(vocab, "Tuesday") is not None
    assert cluster(vocab, "qwrtzpsdf") is None
