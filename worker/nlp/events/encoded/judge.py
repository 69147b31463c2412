"""The judge of the accurate tier: which proposals are events, of which type, and whether each happened.

The rules propose, with their slots, cues and speakers, at the words of their tables and at those that the
encoder takes for triggers; what it thinks of the word decides. Where it read nothing the rules do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worker.domain.event import EventType
from worker.languages.cues import Cues
from worker.languages.triggers import Pos, Triggers
from worker.nlp.encoder.answers import NOTHING, Answers, Heard
from worker.nlp.encoder.decode import LEAST
from worker.nlp.events import words
from worker.nlp.events.proposals import POS, Proposal, proposals
from worker.nlp.events.readings import alternatives, read
from worker.nlp.events.standing import Verdict, is_outright, is_ruled, read_as, title_end, typed
from worker.nlp.tokens import Doc

#: Nobody annotated headlines: what stands there by the rules stands, and only what is likelier than not
#: is added.
_LEAST_ADDED = 0.5


@dataclass(frozen=True, slots=True)
class Likely:
    """The words of a Doc that the encoder takes for triggers, where no table knows them."""

    types: Mapping[tuple[Pos, str], EventType]

    @classmethod
    def of(cls, doc: Doc, answers: Answers) -> Likely:
        """Those of an article, each with the type of its likeliest place."""
        found: dict[tuple[Pos, str], Heard] = {}
        for place, heard in sorted(answers.heard.items()):
            token = doc[place]
            if heard.chance >= LEAST and token.pos_ in POS:
                key = POS[token.pos_], words.lemma(token)
                if key not in found or heard.chance > found[key].chance:
                    found[key] = heard
        return cls({key: heard.type for key, heard in found.items()})

    def type_of(self, pos: Pos, lemma: str) -> EventType | None:
        """The type, None for a word that names nothing here."""
        return self.types.get((pos, lemma))


class Judge:
    """Chooses by ``doc.answers``."""

    def __call__(self, doc: Doc, triggers: Triggers, cues: Cues) -> Iterator[Verdict]:
        """The events of a Doc in the order of their triggers."""
        answers, body = doc.answers or NOTHING, title_end(doc)
        for one in proposals(doc, triggers, cues, more=Likely.of(doc, answers)):
            titled = one.token.idx < body
            if is_ruled(one) and (titled or one.token.i not in answers.read):
                yield one, *read(one, cues)
                continue
            heard = _heard(one, answers)
            least = _LEAST_ADDED if titled else LEAST
            if heard is not None and heard.chance >= least and one.verdict != "elsewhere":
                readings, when = alternatives(one, cues)
                reading = readings[0]
                if not is_outright(reading):
                    reading = read_as(heard.modality, readings)
                yield typed(one, heard.type), reading, when


def _heard(one: Proposal, answers: Answers) -> Heard | None:
    """What is thought of the trigger, or of the word that completes it, whichever is likelier."""
    match = one.match
    places = [match.token.i] if match.companion is None else [match.token.i, match.companion.i]
    found = [answers.heard[place] for place in places if place in answers.heard]
    return max(found, key=lambda heard: heard.chance, default=None)
