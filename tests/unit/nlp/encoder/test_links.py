"""The question of the relation classifier, put to an encoder."""

from __future__ import annotations

import pytest

from tests.support.tiny import FOLDER
from worker.nlp.encoder.links import ROOTS, Links
from worker.nlp.encoder.session import Encoder
from worker.nlp.relations.classifier import Relations
from worker.nlp.relations.question import Question

ASKED = Question("Russland droht Polen.", ((0, 8),), ((15, 20),))


def test_each_question_has_an_answer() -> None:
    """Of the classes that there are, the same whatever is asked beside it."""
    links = Links(Encoder(FOLDER))
    (alone,) = links.answer([ASKED])
    other = Question("Polen droht Russland.", ((0, 5),), ((12, 20),))
    assert links.answer([other, ASKED])[1] == alone
    assert alone.root in ROOTS
    assert 1 / len(ROOTS) <= alone.confidence <= 1.0


def test_the_relation_classifier_counts_too() -> None:
    """Weights that know nothing leave the answer to it."""
    relations = Relations("de")
    (both,) = Links(Encoder(FOLDER), relations).answer([ASKED])
    (other,) = relations.answer([ASKED])
    assert (both.root, both.type) == (other.root, other.type)
    assert both.confidence < other.confidence


def test_a_text_that_is_too_long_is_refused() -> None:
    """Half of it would be another question."""
    with pytest.raises(ValueError, match="too long to be read"):
        Links(Encoder(FOLDER)).answer([Question("Polen " * 600, ((0, 5),), ((6, 11),))])
