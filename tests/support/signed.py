"""Signatures for the tests of stories and index: real fingerprints of texts, events written by hand."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from tests.support.storyset import Piece
from worker.domain.event import EventType, Modality
from worker.domain.signature import CompactEvent, Signature
from worker.domain.text import Span
from worker.languages.subjects import subjects
from worker.stages.signatures.sketch import sketch
from worker.stages.signatures.words import is_correction, read

#: The beginning of all simulated time, a Monday: epoch seconds.
START = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
HOUR = 3600


def signed(
    article_id: str,
    text: str,
    *,
    title: str = "",
    outlet: str = "a.example",
    hour: float = 0,
    language: str = "de",
    score: float = 30.0,
    events: tuple[CompactEvent, ...] = (),
) -> Signature:
    """The signature of a text that ``outlet`` printed ``hour`` hours after START."""
    story = read(text)
    return Signature(
        article_id=article_id,
        digest=hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()[:32],
        language=language,
        title=title,
        outlet=outlet,
        origin=story.agency or outlet,
        url=f"https://{outlet}/{article_id}",
        length=len(text),
        published=START + int(hour * HOUR),
        received=None,
        score=score,
        level=1,
        direction="none",
        correction=is_correction(title, text),
        sketch=sketch(story.words),
        events=events,
    )


def piece_signed(piece: Piece, number: int, *, hour: float) -> Signature:
    """The signature of an article of the story set, from an outlet of its own."""
    return signed(
        f"{piece.story}/{piece.variant}/{number}",
        piece.text,
        title=piece.title,
        outlet=f"outlet-{number}.example",
        hour=hour,
        language=piece.language,
    )


def happened(
    sources: str,
    event_type: EventType,
    targets: str,
    *,
    modality: Modality = "asserted",
    resolved: EventType | None = None,
    sentence: str = "So steht es da.",
) -> CompactEvent:
    """An event between codes ("RUS+BLR"); ``resolved`` where modality turns the type into another."""
    left, right = (tuple(filter(None, side.split("+"))) for side in (sources, targets))
    return CompactEvent(
        id=hashlib.sha256(f"{sources}{event_type}{targets}{modality}".encode()).hexdigest()[:32],
        type=event_type,
        resolved_type=resolved or event_type,
        modality=modality,
        sources=left,
        targets=right,
        subjects=subjects(left, right),
        evidence=Span(0, len(sentence), sentence),
    )
