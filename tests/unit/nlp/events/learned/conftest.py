"""Judges whose weights are written by hand, and Docs to put before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tests.unit.nlp.events.conftest import PUBLISHED, pipeline
from worker.domain.article import Article
from worker.domain.event import EventType
from worker.languages.cues import cues
from worker.languages.triggers import Pos, triggers
from worker.nlp.documents import document
from worker.nlp.events.learned.features import features
from worker.nlp.events.learned.judge import Judge
from worker.nlp.events.learned.vocabulary import Vocabulary
from worker.nlp.events.proposals import Proposal, proposals
from worker.nlp.linear import Linear, hashed
from worker.nlp.reading import read
from worker.nlp.tokens import Doc

SURE = 20.0


def linked(text: str) -> Doc:
    """A German Doc with its actors linked and no events yet."""
    nlp = pipeline("de")
    doc = document(nlp, Article("a", text, 0, "", "de", published_at=PUBLISHED))
    with nlp.select_pipes(disable=["ew_event_coder"]):
        return read(nlp(doc))


def proposed(text: str) -> list[Proposal]:
    """The proposals of the rules in a German text."""
    return proposals(linked(text), triggers("de"), cues("de"))


def told(text: str) -> list[dict[str, float]]:
    """What a judge is told about each proposal of a German text."""
    found = proposed(text)
    return features(found[0].token.doc, found)


def linear(classes: Sequence[str], weights: Mapping[str, Mapping[str, float]]) -> Linear:
    """A model that knows the features named; "" is the bias."""
    names = sorted((name for name in weights if name), key=hashed)
    rows = [[weights.get(name, {}).get(label, 0.0) for label in classes] for name in (*names, "")]
    hashes = np.array([hashed(name) for name in names], dtype=np.uint32)
    return Linear(tuple(classes), hashes, np.array(rows, dtype=np.float16))


def judge(
    types: Mapping[str, Mapping[str, float]],
    modalities: Mapping[str, Mapping[str, float]] | None = None,
    *,
    words: Mapping[tuple[Pos, str], EventType] | None = None,
) -> Judge:
    """A judge that knows the features named, whose words are those of the table and ``words``."""
    return Judge(
        linear(("ACCUSE", "ASSAULT", "THREATEN", "none"), types),
        linear(("asserted", "historical", "reported"), modalities or {"": {"asserted": SURE}}),
        Vocabulary(dict(words or {})),
    )
