"""What is taken for what, counted over annotated articles."""

from __future__ import annotations

from dataclasses import replace

from worker.domain.article import Article
from worker.domain.event import Event, EventType, Modality
from worker.domain.text import Span
from worker.evaluation.confusions import confusions
from worker.evaluation.events import match
from worker.evaluation.gold import GoldArticle, GoldEvent

TEXT = "Erster Satz. Zweiter Satz."
NOBODY: frozenset[str] = frozenset()


def gold(*events: tuple[int, str, str]) -> GoldArticle:
    """An article with two sentences and events (sentence, type, modality)."""
    annotated = tuple(
        GoldEvent(sentence, name, NOBODY, NOBODY, False, False, modality, None)
        for sentence, name, modality in events
    )
    return GoldArticle(Article("a", TEXT, 0, "", "de"), (0, 13), annotated)


def found(start: int, name: EventType, modality: Modality = "asserted") -> Event:
    """An event at a place of the text."""
    span = Span.of(TEXT, start, start + 3)
    return Event("e", name, name, None, 3, "11", -2.0, -2.0, modality, span, "x", span)


def test_types_are_confused_within_a_sentence() -> None:
    """The event of the other sentence is one too many, not another reading."""
    one = match(gold((0, "ACCUSE", "asserted")), [found(0, "REJECT"), found(14, "AID")])
    assert confusions([one])["types"] == {"ACCUSE > REJECT": 1, "nothing > AID": 1}


def test_missed_events_were_taken_for_nothing() -> None:
    """Two of them count as two."""
    one = match(gold((0, "ACCUSE", "asserted")), [])
    assert confusions([one, one])["types"] == {"ACCUSE > nothing": 2}


def test_modalities_of_the_matched() -> None:
    """What agrees is not listed."""
    events = [found(0, "ACCUSE"), replace(found(14, "AID"), modality="future")]
    one = match(gold((0, "ACCUSE", "historical"), (1, "AID", "future")), events)
    assert confusions([one]) == {"types": {}, "modalities": {"historical > asserted": 1}}
