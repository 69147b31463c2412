"""The trained judge: which proposals are events and of which type, and whether each happened.

The rules propose, with their slots, cues and speakers; the judge chooses. It adds no evidence: a modality
for which the rules found no cue goes without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from worker.domain.errors import DataError
from worker.domain.event import Modality
from worker.languages.cues import Cues
from worker.languages.plover import EVENT_TYPES
from worker.languages.triggers import Triggers
from worker.nlp import linear
from worker.nlp.events.judging import LEAST_KEPT, NONE, ROUNDING, judged
from worker.nlp.events.learned import vocabulary
from worker.nlp.events.proposals import Proposal, Words
from worker.nlp.events.standing import Verdict
from worker.nlp.linear import Features, Linear
from worker.nlp.tokens import Doc

#: The folder of the judge inside that of a pipeline, and the files in it.
FOLDER = "events"
TYPES, MODALITIES, WORDS = "types.bin", "modalities.bin", "words.tsv"
#: Digits of a probability that decide; what lies beyond may differ between processors.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Judge:
    """The weights for types and modalities, and the words that may name an event besides the table's."""

    types: Linear
    modalities: Linear
    words: Words

    def __call__(self, doc: Doc, triggers: Triggers, cues: Cues) -> Iterator[Verdict]:
        """The events of a Doc in the order of their triggers."""
        return judged(doc, triggers, cues, self)

    def likely(self, one: Proposal, facts: Features) -> dict[str, float]:  # noqa: ARG002  (an opinion)
        """How likely each type is, and that it is no event; that alone, where too little is left for any."""
        chances = self.types.probabilities(facts).tolist()
        named = zip(self.types.classes, chances, strict=True)
        none = round(chances[self.types.classes.index(NONE)], _DIGITS)
        if 1.0 - none < LEAST_KEPT - ROUNDING:
            return {NONE: none}
        return {name: round(chance, _DIGITS) for name, chance in named}

    def moods(self, facts: Features) -> dict[str, float]:
        """How likely each modality is."""
        chances = self.modalities.probabilities(facts).tolist()
        return dict(zip(self.modalities.classes, chances, strict=True))

    def modality(self, one: Proposal, facts: Features) -> Modality:  # noqa: ARG002  (an opinion)
        """The likeliest modality."""
        best, _ = self.modalities.best(facts)
        return next(name for name in get_args(Modality) if name == best)


def load(folder: Path) -> Judge | None:
    """The judge that lies in the folder of a pipeline, None where there is none.

    Raises DataError for weights that are broken or of other classes than this program knows.
    """
    where = folder / FOLDER
    if not where.is_dir():
        return None
    types, modalities = linear.load(where / TYPES), linear.load(where / MODALITIES)
    _check(where / TYPES, types, (NONE, *EVENT_TYPES))
    _check(where / MODALITIES, modalities, get_args(Modality))
    return Judge(types, modalities, vocabulary.load(where / WORDS))


def _check(file: Path, model: Linear, known: Sequence[str]) -> None:
    strange = sorted(set(model.classes).difference(known))
    if strange:
        raise DataError(
            f"{file}: it tells apart {', '.join(strange)}, which no event can be: train it anew"
        )
