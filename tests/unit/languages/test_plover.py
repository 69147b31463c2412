"""The scales of the event types and what modality makes of a type."""

from __future__ import annotations

import pytest

from worker.domain.event import EventType
from worker.languages.plover import EVENT_TYPES, plover


def test_every_type_has_a_scale() -> None:
    """All sixteen types stand in the table, without a mode too."""
    assert len(EVENT_TYPES) == 16
    assert {name for name, mode in plover().scales if mode is None} == set(EVENT_TYPES)


def test_both_scales_of_a_threat() -> None:
    """PLOVER and Goldstein disagree about a threat; both are kept."""
    scale = plover().scale("THREATEN", None)
    assert (scale.score, scale.goldstein, scale.cameo_root) == (-3.5, -6.0, "13")
    assert scale.kahn == (3, 4)


@pytest.mark.parametrize(
    ("event_type", "future", "negated", "expected"),
    [
        ("ASSAULT", False, False, "ASSAULT"),
        ("ASSAULT", True, False, "THREATEN"),
        ("ASSAULT", False, True, "RETREAT"),
        ("ASSAULT", True, True, "AGREE"),
        ("AID", True, False, "AGREE"),
        ("AID", False, True, "SANCTION"),
        ("AID", True, True, "REJECT"),
        ("CONSULT", False, True, "REJECT"),
        ("THREATEN", True, False, "THREATEN"),
        ("THREATEN", False, True, "AGREE"),
    ],
)
def test_resolve(event_type: EventType, future: bool, negated: bool, expected: EventType) -> None:
    """An announced attack is a threat, a denied aid a sanction."""
    assert plover().resolve(event_type, future=future, negated=negated) == expected


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_every_type_resolves(event_type: EventType) -> None:
    """No type and modality falls out of the table."""
    turns = [(False, False), (True, False), (False, True), (True, True)]
    found = {plover().resolve(event_type, future=f, negated=n) for f, n in turns}
    assert found <= set(EVENT_TYPES)
