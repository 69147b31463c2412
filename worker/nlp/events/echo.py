"""Who first said the quoted word: a lead that quotes without a name, and the quote below that has one.

"Russland hat mit „Ausgleichsmaßnahmen“ gedroht." leaves open whose word that is. When the same word comes
again in the article, from a speaker of the same country, he is the one who said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from worker.domain.event import Event, Missing, Slot, Speaker

_QUOTES = '„“”"«»‚‘’'


def echoed(events: Sequence[Event], text: str) -> tuple[Event, ...]:
    """The events, those whose quoted content a later event takes up with its speaker."""
    return tuple(_with_speaker(event, events, text) for event in events)


def _with_speaker(event: Event, events: Iterable[Event], text: str) -> Event:
    if event.speaker is not None or not _is_quoted(event, text):
        return event
    voices = (_voice(other, event) for other in events)
    speaker = next((voice for voice in voices if voice is not None), None)
    if speaker is None:
        return event
    missing: dict[Slot, Missing] = {k: v for k, v in event.missing.items() if k != "speaker"}
    return replace(event, speaker=speaker, missing=missing)


def _voice(other: Event, event: Event) -> Speaker | None:
    """The speaker of another event about the same word, if he speaks for the same country."""
    if other.speaker is None or other.lemma.split()[0] != event.lemma.split()[0]:
        return None
    own = {actor.code for actor in event.sources if actor.code}
    return other.speaker if other.speaker.actor.code in own else None


def _is_quoted(event: Event, text: str) -> bool:
    """Whether the word that names the event stands in quotation marks of its own."""
    span = event.trigger
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    return bool(before and after) and before in _QUOTES and after in _QUOTES
