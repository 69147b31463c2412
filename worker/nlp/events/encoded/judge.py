"""The judge of the accurate tier: the fast one's, told what the encoder holds for likely to have happened.

Which proposals are events, and of which type, the fast tier's judge says alone. Asked too, the encoder took
more of what is none for events than it found of what the judge misses (doc/accuracy.md has the figures).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worker.domain.event import Modality
from worker.languages.cues import Cues
from worker.languages.triggers import Triggers
from worker.nlp.encoder.answers import NOTHING, Answers, Heard
from worker.nlp.encoder.decode import DIGITS
from worker.nlp.encoder.heads import MODALITIES
from worker.nlp.events.judging import judged
from worker.nlp.events.learned.judge import Judge as Learned
from worker.nlp.events.proposals import Proposal, Words
from worker.nlp.events.standing import Verdict
from worker.nlp.linear import Features
from worker.nlp.tokens import Doc

#: What the encoder's opinion of a modality counts beside the judge's: where the measure is best on the
#: development set, by weights that had not seen it.
TRUST = 0.25


class Judge:
    """Chooses as ``other`` does, the fast tier's judge, whose modalities ``doc.answers`` may change."""

    def __init__(self, other: Learned) -> None:
        self._other = other

    def __call__(self, doc: Doc, triggers: Triggers, cues: Cues) -> Iterator[Verdict]:
        """The events of a Doc in the order of their triggers."""
        return judged(doc, triggers, cues, Both(self._other, doc.answers or NOTHING))


@dataclass(frozen=True, slots=True)
class Both:
    """The opinion of ``other``, and that of the encoder whether something happened."""

    other: Learned
    answers: Answers

    @property
    def words(self) -> Words:
        """The words that may name an event besides the table's."""
        return self.other.words

    def likely(self, one: Proposal, facts: Features) -> Mapping[str, float]:
        """How likely each type is, and that it is no event."""
        return self.other.likely(one, facts)

    def modality(self, one: Proposal, facts: Features) -> Modality:
        """Whether it happened, were it an event: the mean of both, of equals the first."""
        heard = _heard(one, self.answers)
        if heard is None:
            return self.other.modality(one, facts)
        likely = _mean(heard.modalities, self.other.moods(facts))
        return max(MODALITIES, key=lambda name: likely[name])


def _mean(own: Mapping[Modality, float], other: Mapping[str, float]) -> dict[Modality, float]:
    """Two opinions as one, to the digits that decide."""
    return {
        name: round(TRUST * own.get(name, 0.0) + (1 - TRUST) * other.get(name, 0.0), DIGITS)
        for name in MODALITIES
    }


def _heard(one: Proposal, answers: Answers) -> Heard | None:
    """What is thought of the trigger, or of the word that completes it, whichever is likelier."""
    match = one.match
    places = [match.token.i] if match.companion is None else [match.token.i, match.companion.i]
    found = [answers.heard[place] for place in places if place in answers.heard]
    return max(found, key=lambda heard: heard.chance, default=None)
