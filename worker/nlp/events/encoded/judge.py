"""The judge of the accurate tier: which proposals are events, of which type, and whether each happened.

The rules propose, with their slots, cues and speakers, at the words of their tables, at those that the fast
tier's judge knows, and at those that the encoder takes for triggers. Both say how likely each type is, and
the mean of them decides. Where the encoder read nothing the rules do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
from worker.nlp.events.judging import NONE, judged
from worker.nlp.events.learned.judge import Judge as Learned
from worker.nlp.events.proposals import POS, Proposal, Words
from worker.nlp.events.standing import Verdict
from worker.nlp.linear import Features
from worker.nlp.tokens import Doc

#: What the encoder's opinion counts beside the fast tier's, of the types and of the modalities: where both
#: measures were best on the development set, by weights that had not seen it.
TRUST, TRUST_MODALITY = 0.3, 0.25

_Name = TypeVar("_Name", bound=str)


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
        answers = doc.answers or NOTHING
        words = Likely.of(doc, answers, None if self._other is None else self._other.words)
        return judged(doc, triggers, cues, Both(answers, words, self._other))


@dataclass(frozen=True, slots=True)
class Both:
    """The opinion of the encoder and that of ``other`` as one; where it read nothing, that of ``other``."""

    answers: Answers
    words: Words
    other: Learned | None

    def likely(self, one: Proposal, facts: Features) -> Mapping[str, float]:
        """How likely each type is, and that it is no event."""
        if one.token.i not in self.answers.read:
            return {} if self.other is None else self.other.likely(one, facts)
        heard = _heard(one, self.answers)
        own: dict[str, float] = {NONE: 1.0}
        if heard is not None:
            own = {NONE: 1.0 - heard.chance}
            own.update(heard.types.items())
        if self.other is None:
            return own
        return _mean((NONE, *EVENT_TYPES), own, self.other.likely(one, facts), TRUST)

    def modality(self, one: Proposal, facts: Features) -> Modality:
        """Whether it happened, were it an event; "asserted" where nobody says otherwise."""
        heard = _heard(one, self.answers)
        if self.other is None:
            return "asserted" if heard is None else heard.modality
        if heard is None:
            return self.other.modality(one, facts)
        likely = _mean(MODALITIES, heard.modalities, self.other.moods(facts), TRUST_MODALITY)
        return max(MODALITIES, key=lambda name: likely[name])


def _mean(
    names: Iterable[_Name], own: Mapping[_Name, float], other: Mapping[str, float], trust: float
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
