"""Whom the answers of the encoder put on the sides of an event."""

from __future__ import annotations

from collections.abc import Mapping

from tests.unit.nlp.events.encoded.conftest import heard, place, told
from tests.unit.nlp.events.learned.conftest import linear
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.encoder.answers import NOBODY
from worker.nlp.events.coder import code
from worker.nlp.events.encoded.ranker import TRUST, Ranker
from worker.nlp.events.sides.case import NOBODY as NO_CODE
from worker.nlp.events.sides.case import Case, cases
from worker.nlp.events.sides.features import Reader
from worker.nlp.events.sides.ranker import CLASSES, ranker
from worker.nlp.events.sides.ranker import Ranker as Ranking
from worker.nlp.tokens import Doc

TEXT = (
    "In Ägypten demonstrieren Tausende. Kairo ist in Aufruhr. Am Montag wurden zwei Menschen "
    "getötet. Die Türkei rief Ägypten zur Ruhe auf."
)


def leaning(feature: str, weight: float) -> Ranking:
    """A ranker that knows one feature."""
    return Ranking(linear(CLASSES, {feature: {"fit": weight}}))


#: Has no opinion of its own, so that the encoder's decides.
CALM = Ranking(linear(CLASSES, {}))


def case(doc: Doc, surface: str) -> Case:
    """The event with a trigger."""
    events = code(doc, triggers("de"), cues("de"))
    placed = [(place(doc, event.trigger.surface.split()[0]), event) for event in events]
    (one,) = [one for one in cases(doc, placed) if doc[one.token].text == surface]
    return one


def chosen(doc: Doc, surface: str, other: Ranking = CALM) -> tuple[str, str]:
    """The codes of both sides of the event with a trigger."""
    return Ranker(other).choose(case(doc, surface))


def read(source: Mapping[str, float], word: str = "getötet") -> Doc:
    """A Doc in which the source of an event is likely to be so; "" is nobody."""
    doc = told(TEXT, {})
    tokens = {place(doc, name) if name else NOBODY: chance for name, chance in source.items()}
    return told(TEXT, {word: heard(roles={"source_code": tokens})})


def test_all_mentions_of_a_code_count_together() -> None:
    """Egypt is named by its capital too."""
    doc = read({"Ägypten": 0.25, "Kairo": 0.25, "Türkei": 0.3, "": 0.2})
    assert chosen(doc, "getötet")[0] == "EGY"


def test_nobody_may_be_likelier() -> None:
    """Then the side stays empty; so does one about which nothing is said."""
    assert chosen(read({"Ägypten": 0.4, "": 0.5}), "getötet") == (NO_CODE, NO_CODE)


def test_a_clause_that_names_somebody_is_believed() -> None:
    """Its own words go before what is likelier elsewhere."""
    doc = read({"Kairo": 0.9, "Türkei": 0.05, "": 0.05}, "rief")
    assert chosen(doc, "rief")[0] == "TUR"


def test_the_ranker_of_the_fast_tier_is_asked_too() -> None:
    """For one that holds nobody for e^2 times as likely, nine to one is enough and four to one is not."""
    certain, unsure = (read({"Türkei": chance, "": 1 - chance}) for chance in (0.9, 0.8))
    shy = leaning(next(Reader(case(certain, "getötet")).of_side(NO_CODE, "source")), 2.0 * TRUST)
    assert chosen(certain, "getötet", shy)[0] == "TUR"
    assert chosen(unsure, "getötet", shy)[0] == NO_CODE


def test_without_an_answer_it_decides_alone() -> None:
    """In a headline, or where nothing was read."""
    unread = case(told(TEXT, {}), "rief")
    assert Ranker(ranker("de")).choose(unread) == ranker("de").choose(unread)
