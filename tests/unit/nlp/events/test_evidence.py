"""Whatever the text, every span of an event is cut out of it, and the same text gives the same events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.nlp.events.conftest import code
from worker.domain.text import Span

WHO = st.sampled_from(
    [
        "Russland",
        "die USA",
        "Kiew",
        "Er",
        "die Nato und Polen",
        "ein Sprecher der Hamas",
        "wir",
        "𝕏",
    ]
)
DOES = st.sampled_from(
    [
        "droht {} mit „Vergeltung“",
        "griff {} am Montag in Damaskus an",
        "hat {} laut dpa verurteilt",
        "verhängt Sanktionen gegen {}",
        "traf sich mit {}",
        "werde {} nicht angreifen, sagte Putin der Agentur Interfax",
        "kaufte {}\u200b ein Eis",
    ]
)
JOIN = st.sampled_from([". ", ", und ", " - ", "\n\n", "; ", "“ „", "  "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Sentences with and without events, joined well and badly."""
    text = ""
    for _ in range(draw(st.integers(1, 4))):
        text += f"{draw(WHO)} {draw(DOES).format(draw(WHO))}{draw(JOIN)}"
    return text


def spans(value: object) -> Iterator[Span]:
    """Every span in a domain object, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_every_span_is_cut_from_the_text(text: str) -> None:
    """``text[start:end] == surface`` for trigger, actors, speaker, cues, date, place and sentence."""
    for event in code(text, language="de"):
        for span in spans(event):
            assert span.surface == text[span.start : span.end]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_same_text_same_events(text: str) -> None:
    """Events are a function of the article: twice the same, with the same ids, each id once."""
    events = code(text, language="de")
    assert events == code(text, language="de")
    assert len(events) == len({event.id for event in events})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_empty_slots_have_a_reason(text: str) -> None:
    """A side, speaker, date or place that is not there is explained, one that is there is not."""
    for event in code(text, language="de"):
        filled = {
            "source": bool(event.sources),
            "target": bool(event.targets),
            "speaker": event.speaker is not None,
            "date": event.date is not None,
            "place": event.place is not None,
        }
        assert {slot for slot, is_filled in filled.items() if not is_filled} == set(event.missing)
