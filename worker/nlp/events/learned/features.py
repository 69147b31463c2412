"""All that a trained judge is told about the proposals of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from worker.languages.cues import Cues
from worker.nlp.events.learned.frame import frame
from worker.nlp.events.learned.scene import scenes
from worker.nlp.events.learned.timing import timing
from worker.nlp.events.modality import Reading
from worker.nlp.events.proposals import Proposal
from worker.nlp.layout import layout
from worker.nlp.linear import Features
from worker.nlp.tokens import Doc


def features(doc: Doc, found: Sequence[Proposal]) -> list[dict[str, float]]:
    """The features of each proposal that tell whether it is an event, and of which type."""
    surroundings = scenes(doc, found)
    return [_counted((*frame(one), *scene)) for one, scene in zip(found, surroundings, strict=True)]


@dataclass(frozen=True, slots=True)
class Before:
    """How the rules read the event before, and in which sentence it is."""

    reading: Reading
    sentence: int

    @classmethod
    def of(cls, one: Proposal, reading: Reading) -> Before:
        """An event that stands, as what comes before the next one."""
        return cls(reading, layout(one.token.doc).sentences[one.token.i])


def of_modality(
    known: Features,
    one: Proposal,
    readings: Sequence[Reading],
    cues: Cues,
    *,
    before: Before | None,
) -> dict[str, float]:
    """The features that tell whether an event happened: ``known``, times, every reading with a cue.

    ``before`` is the event that stands before it in the article.
    """
    told = () if before is None else _before(one, readings[0], before)
    return {**known, **_counted((*_cues(readings), *timing(one, cues), *told))}


def _before(one: Proposal, best: Reading, before: Before) -> Iterator[str]:
    here = layout(one.token.doc).sentences[one.token.i] == before.sentence
    name, kind = before.reading.modality, before.reading.kind
    yield f"before={name}|{kind}|{best.modality}"
    yield f"before_here={here}|{name}"


def _cues(readings: Sequence[Reading]) -> Iterator[str]:
    best = readings[0]
    yield f"rule={best.modality}|{best.kind}"
    for reading in readings:
        yield f"cue={reading.modality}|{reading.kind}"
        yield f"cue={reading.modality}|{reading.kind}|{best.modality}"
        if reading.cue is not None:
            yield f"word={reading.modality}|{reading.cue.lemma_.lower()}"


def _counted(names: Iterable[str]) -> dict[str, float]:
    return dict.fromkeys(names, 1.0)
