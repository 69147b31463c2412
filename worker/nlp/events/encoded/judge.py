"""The judge of the accurate tier: which proposals are events, of which type, and whether each happened.

The rules propose, with their slots, cues and speakers, at the words of their tables, at those that the fast
tier's judge knows, and at those that the encoder takes for triggers. Both say how likely each type is, and
the mean of them decides. Where the encoder read nothing the rules do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from worker.domain.event import EventType, Modality
from worker.languages.cues import Cues
from worker.languages.plover import EVENT_TYPES
from worker.languages.triggers import Pos, Triggers
from worker.nlp.encoder.answers import NOTHING, Answers, Heard
from worker.nlp.encoder.decode import DIGITS, LEAST
from worker.nlp.encoder.heads import MODALITIES
from worker.nlp.events import words
from worker.nlp.events.learned.features import Before, features, of_modality
from worker.nlp.events.learned.judge import Judge as Learned
from worker.nlp.events.proposals import POS, Proposal, Words, proposals
from worker.nlp.events.readings import alternatives, read
from worker.nlp.events.standing import Verdict, is_outright, is_ruled, read_as, title_end, typed
from worker.nlp.linear import Features
from worker.nlp.tokens import Doc

#: Nobody annotated headlines: what stands there by the rules stands, and only what is likelier than not
#: is added.
LEAST_ADDED = 0.5
#: What the encoder's opinion counts beside the fast tier's, of the types and of the modalities.
TRUST, TRUST_MODALITY = 0.6, 0.6

_Name = TypeVar("_Name", EventType, Modality)


@dataclass(frozen=True, slots=True)
class Likely:
    """The words of a Doc that the encoder takes for triggers, and those that ``other`` knows."""

    types: Mapping[tuple[Pos, str], EventType]
    other: Words | None = None

    @classmethod
    def of(cls, doc: Doc, answers: Answers, other: Words | None = None) -> Likely:
        """Those of an article, each with the type of its likeliest place."""
        found: dict[tuple[Pos, str], Heard] = {}
        for place, heard in sorted(answers.heard.items()):
            token = doc[place]
            if heard.chance >= LEAST and token.pos_ in POS:
                key = POS[token.pos_], words.lemma(token)
                if key not in found or heard.chance > found[key].chance:
                    found[key] = heard
        return cls({key: heard.type for key, heard in found.items()}, other)

    def type_of(self, pos: Pos, lemma: str) -> EventType | None:
        """The type, None for a word that names nothing here."""
        known = None if self.other is None else self.other.type_of(pos, lemma)
        return self.types.get((pos, lemma), known)


class Judge:
    """Chooses by ``doc.answers`` and by what the fast tier's judge, where there is one, thinks."""

    def __init__(self, other: Learned | None = None) -> None:
        self._other = other

    def __call__(self, doc: Doc, triggers: Triggers, cues: Cues) -> Iterator[Verdict]:
        """The events of a Doc in the order of their triggers."""
        answers, body, other = doc.answers or NOTHING, title_end(doc), self._other
        more = Likely.of(doc, answers, None if other is None else other.words)
        found = proposals(doc, triggers, cues, more=more)
        known = features(doc, found) if other is not None else [{} for _ in found]
        before: Before | None = None
        for one, facts in zip(found, known, strict=True):
            titled = one.token.idx < body
            if is_ruled(one) and (titled or one.token.i not in answers.read):
                yield one, *read(one, cues)
                continue
            heard = _heard(one, answers)
            name = self._type(heard, facts, LEAST_ADDED if titled else LEAST)
            if name is None or one.verdict == "elsewhere":
                continue
            readings, when = alternatives(one, cues)
            reading = readings[0]
            if not is_outright(reading):
                told = of_modality(facts, one, readings, cues, before=before)
                reading = read_as(self._modality(heard, told), readings)
            before = Before.of(one, readings[0])
            yield typed(one, name), reading, when

    def _type(self, heard: Heard | None, facts: Features, least: float) -> EventType | None:
        """The likeliest type, None where an event is too unlikely."""
        own = {} if heard is None else heard.types
        if self._other is None:
            likely = {name: own.get(name, 0.0) for name in EVENT_TYPES}
        else:
            likely = _mean(EVENT_TYPES, own, self._other.likely(facts), TRUST)
        if round(sum(likely.values()), DIGITS) < least:
            return None
        return max(EVENT_TYPES, key=lambda name: likely[name])

    def _modality(self, heard: Heard | None, facts: Features) -> Modality:
        own = {} if heard is None else heard.modalities
        if self._other is None:
            likely = {name: own.get(name, 0.0) for name in MODALITIES}
        else:
            trust = TRUST_MODALITY if own else 0.0
            likely = _mean(MODALITIES, own, self._other.moods(facts), trust)
        return max(MODALITIES, key=lambda name: likely[name])


def _mean(
    names: tuple[_Name, ...], own: Mapping[_Name, float], other: Mapping[str, float], trust: float
) -> dict[_Name, float]:
    """Two opinions as one, to the digits that decide."""
    return {
        name: round(trust * own.get(name, 0.0) + (1 - trust) * other.get(name, 0.0), DIGITS)
        for name in names
    }


def _heard(one: Proposal, answers: Answers) -> Heard | None:
    """What is thought of the trigger, or of the word that completes it, whichever is likelier."""
    match = one.match
    places = [match.token.i] if match.companion is None else [match.token.i, match.companion.i]
    found = [answers.heard[place] for place in places if place in answers.heard]
    return max(found, key=lambda heard: heard.chance, default=None)
