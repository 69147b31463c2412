"""Proposals of annotated articles as cases of the two classifiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.events.gold import Annotated, align
from training.events.words import Counted
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.events.judging import NONE
from worker.nlp.events.learned.features import Before, features, of_modality
from worker.nlp.events.proposals import proposals
from worker.nlp.events.readings import alternatives
from worker.nlp.linear import Features


@dataclass(frozen=True, slots=True)
class Case:
    """One proposal: what the judge is told, and what it should say (``modality`` of events alone)."""

    article: str
    weight: float
    facts: Features
    type: str
    cues: Features
    modality: str | None


def cases(read: Sequence[Annotated], counted: Counted) -> list[Case]:
    """The cases of articles, each read with the vocabulary of all others."""
    return [case for one in read for case in _of(one, counted)]


def _of(one: Annotated, counted: Counted) -> Iterator[Case]:
    language, article = one.gold.article.language, one.gold.article.id
    known = cues(language)
    more = counted.without(article)
    found = proposals(one.doc, triggers(language), known, more=more)
    facts = features(one.doc, found)
    before: Before | None = None
    for proposal, fact, event in zip(found, facts, align(one, found), strict=True):
        if proposal.token.idx < one.gold.article.title_end:
            continue  # nobody annotated the headlines
        moods: Features = {}
        if event is not None:
            readings = alternatives(proposal, known)[0]
            moods = of_modality(fact, proposal, readings, known, before=before)
            before = Before.of(proposal, readings[0])
        name = NONE if event is None else event.type
        yield Case(
            article, one.source.weight, fact, name, moods, None if event is None else event.modality
        )
