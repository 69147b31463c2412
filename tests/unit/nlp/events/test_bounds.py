"""What one event may hold, however the text is written: its clause, and a bounded part of its sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.unit.nlp.events.conftest import code, code_all
from tests.unit.nlp.events.suite import all_cases
from worker.domain.event import Event
from worker.nlp.events.assemble import MAX_EVIDENCE

_MOST_ACTORS = 40
#: Constructions of one main clause each.
_PLAIN = frozenset(
    {"active", "passive", "separable", "phrasal verb", "light verb", "coordinated sources",
     "coordinated targets", "alliance", "title and name"}
)  # fmt: skip


@pytest.fixture(scope="module")
def endless() -> tuple[Event, ...]:
    """The events of one sentence of thousands of triggers."""
    return code("Russland droht und warnt und greift die Ukraine an, " * 400, language="de")


def test_events_of_an_endless_sentence_do_not_each_repeat_it(endless: tuple[Event, ...]) -> None:
    """Of a sentence without end an event holds the part around its trigger, and of the list some actors."""
    assert len(endless) > 100
    assert max(len(event.sentence.surface) for event in endless) <= MAX_EVIDENCE
    assert max(len(event.sources) for event in endless) <= _MOST_ACTORS
    assert max(len(event.targets) for event in endless) <= _MOST_ACTORS


def test_part_of_a_sentence_holds_its_trigger(endless: tuple[Event, ...]) -> None:
    """The part that stands for the sentence is where the event was read."""
    assert all(event.sentence.overlaps(event.trigger) for event in endless)


def test_sentence_of_usual_length_is_whole() -> None:
    """What people write is never cut."""
    text = "Russland hat " + "am Montag, wie es hieß, " * 30 + "die Ukraine angegriffen."
    (event,) = code(text, language="de")
    assert event.sentence.surface == text


def _joined(language: str, join: str) -> list[tuple[str, int]]:
    """Pairs of sentences of the suite as one, and where the second begins."""
    plain = [
        case.sentence.removesuffix(".")
        for case in all_cases()
        if case.language == language and case.construction in _PLAIN and case.sentence[-1] == "."
    ]
    return [(f"{one}{join}{other}.", len(one) + len(join)) for one, other in pairwise(plain)]


@pytest.mark.parametrize(("language", "join"), [("de", "; "), ("de", ", aber "), ("en", "; ")])
def test_slots_stay_in_their_clause(language: str, join: str) -> None:
    """No event of two joined clauses has a slot from the other one, whatever the parser makes of them."""
    texts = _joined(language, join)
    found = code_all([text for text, _ in texts], language=language)
    assert len(texts) > 50
    for (_, border), events in zip(texts, found, strict=True):
        for event in events:
            second = event.trigger.start >= border
            for actor in (*event.sources, *event.targets):
                assert (actor.span.start >= border) == second


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("de", "Japan wartet. ", " Chile schweigt."), ("en", "Japan waits. ", " Chile is silent.")],
)
def test_slots_come_from_the_sentence_of_the_trigger(
    language: str, before: str, after: str
) -> None:
    """Between two others no sentence of the suite takes an actor from its neighbors into a slot."""
    sentences = [case.sentence for case in all_cases() if case.language == language]
    for events in code_all([before + one + after for one in sentences], language=language):
        for event in events:
            spans = [actor.span for actor in (*event.sources, *event.targets)]
            assert all(event.sentence.start <= span.start < event.sentence.end for span in spans)
