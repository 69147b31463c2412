"""What may be an event: every trigger with its sides and speaker, and what the rules make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from worker.domain.event import EventType, Speaker
from worker.languages.cues import Cues
from worker.languages.triggers import Pos, Trigger, Triggers
from worker.nlp.events import words
from worker.nlp.events.attribution import attribution
from worker.nlp.events.filling import Slots
from worker.nlp.events.match import Match, matches
from worker.nlp.events.select import Candidate, Verdict, alone, verdicts
from worker.nlp.events.slots import slots
from worker.nlp.events.statements import Attribution
from worker.nlp.events.voices import first_person, speaker
from worker.nlp.tokens import Doc, Token
from worker.nlp.tokens import Span as Sentence

#: What a word may be the trigger as, by its part of speech.
POS: dict[str, Pos] = {"VERB": "verb", "ADJ": "verb", "NOUN": "noun", "PROPN": "noun"}
#: Words without a row whose trigger is remembered.
_REMEMBERED = 4_096
#: Where the target of a word stands that no table knows.
_PLACES: dict[Pos, tuple[str, ...]] = {
    "verb": ("obj", "dat", "gegen", "mit", "an", "zu", "von", "against", "with", "to"),
    "noun": ("poss", "auf", "gegen", "mit", "an", "zu", "on", "against", "with"),
}


class Words(Protocol):
    """Words that named events where the judge was trained, beyond those of the table of triggers."""

    def type_of(self, pos: Pos, lemma: str) -> EventType | None:
        """The type that the word mostly named, None where it named none."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger with its sides, who says so, and the rules' verdict.

    ``listed`` is False for a word that no table knows, which only a judge can make an event of.
    """

    match: Match
    sides: Slots
    said: Attribution | None
    speaker: Speaker | None
    verdict: Verdict
    listed: bool

    @property
    def token(self) -> Token:
        """The trigger."""
        return self.match.token


def proposals(
    doc: Doc, triggers: Triggers, cues: Cues, *, more: Words | None = None
) -> list[Proposal]:
    """The proposals of a Doc, sentence by sentence; ``more`` adds words that no table knows."""
    found: list[Proposal] = []
    for sentence in doc.sents:
        known = matches(sentence, triggers, cues)
        found.extend(_listed(known, cues))
        if more is not None:
            found.extend(_unlisted(sentence, known, more, cues))
    return sorted(found, key=lambda one: one.token.i)


def _listed(known: list[Match], cues: Cues) -> Iterator[Proposal]:
    voices = {match.token.i: _voice(match, cues) for match in known}
    found = [(match, _sides(match, voices[match.token.i][1], cues)) for match in known]
    for (match, sides), verdict in verdicts(found, cues):
        yield Proposal(match, sides, *voices[match.token.i], verdict, listed=True)


def _unlisted(
    sentence: Sentence, known: list[Match], more: Words, cues: Cues
) -> Iterator[Proposal]:
    taken = {match.token.i for match in known}
    taken |= {match.companion.i for match in known if match.companion is not None}
    for token in sentence:
        if token.pos_ not in POS or token.i in taken:
            continue
        match = _learned(token, more)
        if match is not None:
            said, who = _voice(match, cues)
            candidate: Candidate = match, _sides(match, who, cues)
            verdict = alone(*candidate, cues)
            yield Proposal(*candidate, said, who, verdict, listed=False)


def _learned(token: Token, more: Words) -> Match | None:
    pos = POS[token.pos_]
    lemma = words.lemma(token)
    name = more.type_of(pos, lemma)
    return None if name is None else Match(token, _unknown(lemma, name, pos), lemma)


@lru_cache(_REMEMBERED)
def _unknown(lemma: str, name: EventType, pos: Pos) -> Trigger:
    """The trigger that a word is which no table knows."""
    return Trigger(lemma, None, name, None, (), _PLACES[pos], "-")


def _voice(match: Match, cues: Cues) -> tuple[Attribution | None, Speaker | None]:
    said = attribution(match, cues)
    return said, None if said is None else speaker(said, cues)


def _sides(match: Match, who: Speaker | None, cues: Cues) -> Slots:
    return first_person(slots(match, cues), who, cues)
