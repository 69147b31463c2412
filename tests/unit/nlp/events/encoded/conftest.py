"""German Docs with answers of an encoder that are written by hand."""

from __future__ import annotations

from collections.abc import Mapping

from tests.unit.nlp.events.learned.conftest import linked
from worker.domain.event import Modality
from worker.nlp.encoder.answers import Answers, Heard
from worker.nlp.encoder.heads import MODALITIES, ROLES, Role
from worker.nlp.tokens import Doc


def heard(
    modality: Modality = "asserted",
    *,
    chance: float = 0.9,
    roles: Mapping[Role, Mapping[int, float]] | None = None,
) -> Heard:
    """What is thought of a trigger; whom ``roles`` lack nobody has."""
    moods = {one: 1.0 if one == modality else 0.0 for one in MODALITIES}
    known = {role: (roles or {}).get(role, {-1: 1.0}) for role in ROLES}
    return Heard(moods, known, chance)


def told(text: str, words: Mapping[str, Heard]) -> Doc:
    """A Doc whose words (at their first place) are thought of so."""
    doc = linked(text)
    places = {place(doc, word): one for word, one in words.items()}
    doc.answers = Answers(places, frozenset(range(len(doc))))
    return doc


def place(doc: Doc, word: str) -> int:
    """The first token with this text."""
    return next(token.i for token in doc if token.text == word)
