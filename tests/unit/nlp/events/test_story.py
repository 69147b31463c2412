"""The story the project was made for: who threatens whom, who says so, on what evidence."""

from __future__ import annotations

import pytest

from tests.unit.nlp.events.conftest import brief, code
from worker.domain.event import Event

STORY = """Russland reagiert auf US-Truppen in Europa mit einer Drohung

Moskau. Russland hat angesichts der angekündigten amerikanischen Truppenverstärkung in Europa mit \
„Ausgleichsmaßnahmen“ gedroht. Um eine Eskalation zu vermeiden, habe Moskau den USA im vergangenen Jahr \
Gespräche angeboten, sagte Vize-Außenminister Sergej Rjabkow am Mittwoch der Agentur Interfax zufolge. \
Diese Gelegenheit hätten die USA verpasst, meinte er. „Das führt nun zu Ausgleichsmaßnahmen von unserer \
Seite.“

US-Präsident Joe Biden hatte zuvor bei einem Treffen mit Nato-Generalsekretär Jens Stoltenberg erklärt, \
dass die USA ihre Truppenpräsenz in Europa ausbauen wollen. Russland hatte die Ukraine vor mehr als vier \
Monaten angegriffen."""


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    """The events of the story, published on Wednesday, 29 June 2022."""
    title_end, published_at = STORY.index("\n\n"), "2022-06-29T20:20:00+02:00"
    return code(STORY, language="de", published_at=published_at, title_end=title_end)


def first(events: tuple[Event, ...], event_type: str) -> Event:
    """The first event of a type."""
    return next(event for event in events if event.type == event_type)


def test_threat_names_whom_its_reason_names(events: tuple[Event, ...]) -> None:
    """The target of the threat is the country whose troops it answers, the adjective being evidence."""
    threat = first(events, "THREATEN")
    (target,) = threat.targets
    assert target.code == "USA"
    assert "amerikanischen" in target.span.surface
    assert (threat.sources[0].code, threat.sources[0].sector) == ("RUS", "GOV")


def test_threat_has_the_speaker_of_the_quoted_word(events: tuple[Event, ...]) -> None:
    """Below, "er" says "Ausgleichsmaßnahmen" himself, and "er" continues the deputy minister."""
    speaker = first(events, "THREATEN").speaker
    assert speaker is not None
    assert (
        speaker.quotation,
        speaker.cue.surface,
        speaker.actor.code,
    ) == ("direct", "meinte", "RUS")
    assert speaker.actor.head is not None
    assert speaker.actor.head.surface.endswith("Rjabkow")


def test_offer_came_through_an_agency(events: tuple[Event, ...]) -> None:
    """The offer of talks is reported by the minister through Interfax."""
    offer = first(events, "AGREE")
    assert brief(offer) == "AGREE RUS>USA reported @RUS"
    assert offer.speaker is not None
    assert offer.speaker.source is not None
    assert offer.speaker.source.surface == "Interfax"


def test_reinforcement_is_announced(events: tuple[Event, ...]) -> None:
    """What the president announces is a mobilization ahead: by itself a threat."""
    *_, troops = (event for event in events if event.type == "MOBILIZE")
    assert (brief(troops), troops.resolved_type) == ("MOBILIZE USA>--- future @USA", "THREATEN")
    assert troops.kahn == (6, 6)


def test_war_is_background(events: tuple[Event, ...]) -> None:
    """The attack of four months ago is historical, and dated to its month."""
    war = first(events, "ASSAULT")
    assert brief(war) == "ASSAULT RUS>UKR historical"
    assert war.date is not None
    assert (war.date.value, war.date.precision) == ("2022-03", "month")
