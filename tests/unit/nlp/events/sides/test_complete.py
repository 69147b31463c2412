"""What becomes of an event when both sides are decided: slot, somebody named by a role, or implied."""

from __future__ import annotations

from tests.unit.nlp.events.sides.conftest import undecided, weighing
from worker.domain.event import Event
from worker.languages.cues import cues
from worker.nlp.events.sides.complete import complete
from worker.nlp.events.sides.ranker import Ranker

TEXT = (
    "In Ägypten demonstrieren Tausende gegen die Armee. Kairo ist in Aufruhr. Am Montag wurden "
    "zwei Menschen getötet. Viele Läden blieben geschlossen. Die Türkei rief Ägypten zur Ruhe auf."
)
LEADS = weighing(s__rank_0=5.0, t__rank_0=5.0)


def decided(surface: str, ranker: Ranker, text: str = TEXT) -> Event:
    """The event with this trigger, both sides decided."""
    doc, read = undecided(text)
    events = complete(doc, read, ranker, cues("de"), article_id="a")
    return next(event for event in events if event.trigger.surface == surface)


def test_what_the_clause_does_not_name_is_implied() -> None:
    """The slot stays empty and says so; the mention and the rule are in the record."""
    killed = decided("getötet", LEADS)
    (implied,) = [one for one in killed.implied if one.side == "source"]
    assert (killed.sources, killed.missing["source"]) == ((), "implied")
    assert (implied.actor.code, implied.actor.span.surface) == ("EGY", "Kairo")
    assert implied.rule == "previous_event"


def test_evidence_stands_in_the_text() -> None:
    """The offsets of an implied actor are those of the other mention."""
    for one in decided("getötet", LEADS).implied:
        assert TEXT[one.actor.span.start : one.actor.span.end] == one.actor.span.surface


def test_filled_slots_are_left_alone() -> None:
    """Nothing is implied where the clause says it all."""
    called = decided("rief", LEADS)
    assert ([a.code for a in called.sources], called.implied) == (["TUR"], ())


def test_nobody_leaves_the_slot_as_it_was() -> None:
    """The rules' reason stays."""
    killed = decided("getötet", weighing(s__none=9.0, t__none=9.0))
    assert (killed.implied, killed.missing["source"]) == ((), "not_mentioned")


def test_a_side_in_a_subordinate_place_is_implied_not_slotted() -> None:
    """Who only says so is no slot: "laut Kiew"."""
    struck = decided(
        "angegriffen", LEADS, "Laut Kiew hat Russland das Kraftwerk angegriffen. Kiew bat um Hilfe."
    )
    assert [a.code for a in struck.sources] == ["RUS"]
    assert all(actor.code is None for actor in struck.targets)
    assert [(one.side, one.rule) for one in struck.implied] == [("target", "sentence")]


def test_the_ladder_is_one_between_states() -> None:
    """What turns out to happen inside one country stands on no rung."""
    assert decided("getötet", LEADS).kahn is None
