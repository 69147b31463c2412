"""Docs of short German articles whose actors are linked and whose events have the rules' sides."""

from __future__ import annotations

from functools import cache

import numpy as np
from spacy.language import Language

from tests.unit.nlp.events.conftest import PUBLISHED, pipeline
from worker.domain.article import Article
from worker.domain.event import Event
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.documents import document
from worker.nlp.events.coder import code
from worker.nlp.events.sides.case import Case, cases
from worker.nlp.events.sides.ranker import CLASSES, Ranker
from worker.nlp.linear import Linear, hashed
from worker.nlp.reading import read
from worker.nlp.tokens import Doc


@cache
def german() -> Language:
    """The shipped German pipeline."""
    return pipeline("de")


def undecided(text: str) -> tuple[Doc, tuple[Event, ...]]:
    """A Doc and the events that the rules read, before anything is decided."""
    nlp = german()
    doc = document(nlp, Article("a", text, 0, "", "de", published_at=PUBLISHED))
    with nlp.select_pipes(disable=["ew_event_coder"]):
        found = read(nlp(doc))
    return found, code(found, triggers("de"), cues("de"))


def case_of(text: str, surface: str) -> Case:
    """The case of the event whose trigger is ``surface``."""
    doc, events = undecided(text)
    placed = [(_token(doc, event.trigger.start), event) for event in events]
    place = [event.trigger.surface for _, event in placed].index(surface)
    return list(cases(doc, placed))[place]


def weighing(**weights: float) -> Ranker:
    """A ranker that knows these features only; "s__rank_0" is the feature "s|rank=0"."""
    known = {
        hashed(name.replace("__", "|").replace("_", "=")): value for name, value in weights.items()
    }
    rows = [[known[number]] for number in sorted(known)] + [[0.0]]
    hashes = np.array(sorted(known), dtype=np.uint32)
    return Ranker(Linear(CLASSES, hashes, np.array(rows, dtype=np.float16)))


def _token(doc: Doc, offset: int) -> int:
    return next(token.i for token in reversed(doc) if token.idx <= offset)
