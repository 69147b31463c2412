"""What the judge is told about the modality of a proposal besides its own words."""

from __future__ import annotations

from tests.unit.nlp.events.learned.conftest import proposed
from worker.languages.cues import cues
from worker.nlp.events.learned.features import Before, of_modality
from worker.nlp.events.readings import alternatives

TEXT = "2014 griff Russland die Krim an. Kiew drohte Moskau."


def test_event_before_is_told() -> None:
    """How the rules read the event that stands before it, and whether that is in the same sentence."""
    first, second = proposed(TEXT)
    before = Before.of(first, alternatives(first, cues("de"))[0][0])
    readings = alternatives(second, cues("de"))[0]
    told = of_modality({}, second, readings, cues("de"), before=before)
    assert "before=historical|date|asserted" in told
    assert "before_here=False|historical" in told


def test_first_event_has_none_before_it() -> None:
    """Then nothing is told."""
    first = proposed(TEXT)[0]
    readings = alternatives(first, cues("de"))[0]
    told = of_modality({}, first, readings, cues("de"), before=None)
    assert not any(name.startswith("before=historical") for name in told)
