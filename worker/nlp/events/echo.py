"""Who first said the quoted word: a lead that quotes without a name, and the quote below that has one.

"Russland hat mit „Ausgleichsmaßnahmen“ gedroht." leaves open whose word that is. When the same word comes
again in the article, from a speaker of the same country, he is the one who said so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from worker.domain.event import Event, Missing, Slot, Speaker

#: A speaker, and the place of his event among all.
Voice = tuple[int, Speaker]

_QUOTES = '„“”"«»‚‘’'


def echoed(events: Sequence[Event], text: str) -> tuple[Event, ...]:
    """The events, those whose quoted content a later event takes up with its speaker."""
    voices = _voices(events)
    return tuple(_with_speaker(event, voices, text) for event in events)


def _with_speaker(event: Event, voices: Mapping[tuple[str, str], Voice], text: str) -> Event:
    if event.speaker is not None or not _is_quoted(event, text):
        return event
    own = ((_word(event), actor.code) for actor in event.sources if actor.code)
    found = min((voices[key] for key in own if key in voices), default=None, key=lambda v: v[0])
    if found is None:
        return event
    missing: dict[Slot, Missing] = {k: v for k, v in event.missing.items() if k != "speaker"}
    return replace(event, speaker=found[1], missing=missing)


def _voices(events: Sequence[Event]) -> dict[tuple[str, str], Voice]:
    """The first speaker about each word from each country."""
    found: dict[tuple[str, str], Voice] = {}
    for place, event in enumerate(events):
        if event.speaker is not None and event.speaker.actor.code is not None:
            found.setdefault((_word(event), event.speaker.actor.code), (place, event.speaker))
    return found


def _word(event: Event) -> str:
    return event.lemma.split()[0]


def _is_quoted(event: Event, text: str) -> bool:
    """Whether the word that names the event stands in quotation marks of its own."""
    span = event.trigger
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    return bool(before and after) and before in _QUOTES and after in _QUOTES
