"""The points of an hour: who says how much, counted one by one or all at once."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.signed import happened
from tests.unit.stages.index.test_hours import observed
from worker.domain.event import EventType, Modality
from worker.domain.observation import Observation
from worker.stages.index.voices import HUNDREDTHS, THREATS, Totals, Voices, points

ASSAULT = happened("RUS", "ASSAULT", "USA")
KINDS: tuple[EventType, ...] = ("ASSAULT", "THREATEN", "ACCUSE", "AGREE", "AID")
MODALITIES: tuple[Modality, ...] = ("asserted", "reported", "conditional", "negated")
EVENTS = st.builds(
    lambda kind, modality: happened("RUS", kind, "USA", modality=modality),
    st.sampled_from(KINDS),
    st.sampled_from(MODALITIES),
)
OBSERVED = st.builds(
    lambda story, origin, events: observed(story, *events, origin=origin),
    st.sampled_from("abcdef"),
    st.sampled_from(["dpa", "AFP", "x.example", "y.example"]),
    st.lists(EVENTS, max_size=4),
)


def counted(*observations: Observation) -> Voices:
    """All of them, one after the other."""
    voices = Voices()
    for observation in observations:
        voices.count(observation, 1)
    return voices


def by_definition(observations: list[Observation]) -> tuple[Totals, set[str], set[str]]:
    """Points, voices of threats and voices of acts, from scratch and rank by rank."""
    heaviest: dict[EventType, dict[str, float]] = {}
    for observation in observations:
        for event in observation.events:
            if event.resolved_type and (weight := points(event)):
                known = heaviest.setdefault(event.resolved_type, {})
                before = known.get(observation.origin, 0.0)
                known[observation.origin] = max(before, weight, key=abs)
    sums = {kind: round(_ranked(list(of.values())) * HUNDREDTHS) for kind, of in heaviest.items()}
    up = {kind for kind, total in sums.items() if total > 0}
    return (
        Totals(
            sum(sums[kind] for kind in up & THREATS),
            sum(sums[kind] for kind in up - THREATS),
            -sum(total for total in sums.values() if total < 0),
        ),
        {voice for kind in up & THREATS for voice in heaviest[kind]},
        {voice for kind in up - THREATS for voice in heaviest[kind]},
    )


def _ranked(weights: list[float]) -> float:
    ranked = enumerate(sorted(weights, key=abs, reverse=True), start=1)
    return sum(weight * (log(rank) - log(rank - 1) if rank > 1 else 1) for rank, weight in ranked)


@given(st.lists(OBSERVED, max_size=25))
def test_counting_one_by_one_is_counting_all(said: list[Observation]) -> None:
    """Whatever stories say, and say instead of it later."""
    voices, last = Voices(), dict[str, Observation]()
    for observation in said:
        if before := last.pop(observation.story, None):
            voices.count(before, -1)
        voices.count(observation, 1)
        last[observation.story] = observation

    found = voices.totals, set(voices.threats), set(voices.acts)
    assert found == by_definition(list(last.values()))


@given(st.lists(OBSERVED, max_size=15))
def test_what_is_taken_back_leaves_nothing(said: list[Observation]) -> None:
    """No voice and no point."""
    voices = counted(*said)
    for observation in reversed(said):
        voices.count(observation, -1)

    assert (voices.totals, voices.threats, voices.acts) == (Totals(), {}, {})


@pytest.mark.parametrize(
    ("kind", "modality", "resolved", "expected"),
    [
        ("ASSAULT", "asserted", "ASSAULT", 14.0),
        ("ASSAULT", "reported", "ASSAULT", 11.2),
        ("ASSAULT", "future", "THREATEN", 6.0),
        ("ASSAULT", "negated", "REJECT", 0.0),
        ("ASSAULT", "historical", "ASSAULT", 0.0),
        ("AGREE", "asserted", "AGREE", -4.0),
    ],
)
def test_what_an_event_weighs(
    kind: EventType, modality: Modality, resolved: EventType, expected: float
) -> None:
    """By what it comes to: an announced attack is a threat, a denied one is nothing."""
    event = happened("RUS", kind, "USA", modality=modality, resolved=resolved)

    assert points(event) == pytest.approx(expected)


def test_one_voice_counts_once_a_type() -> None:
    """Two stories of one agency about an attack are one attack."""
    one, two = observed("a", ASSAULT), observed("b", ASSAULT)

    assert counted(one, two).totals.acts == counted(one).totals.acts == 1400


def test_independent_voices_corroborate() -> None:
    """Two weigh as much as 1 + ln 2 of them."""
    voices = counted(observed("a", ASSAULT), observed("b", ASSAULT, origin="AFP"))

    assert (voices.totals.acts, sorted(voices.acts)) == (2370, ["AFP", "dpa"])


def test_threats_acts_and_easing_are_apart() -> None:
    """And whoever only eases is no voice of a rise."""
    threat, talk = happened("RUS", "THREATEN", "USA"), happened("RUS", "AGREE", "USA")
    voices = counted(observed("a", threat, ASSAULT), observed("b", talk, origin="AFP"))

    assert voices.totals == Totals(threats=750, acts=1400, easing=400)
    assert (set(voices.threats), set(voices.acts)) == ({"dpa"}, {"dpa"})
