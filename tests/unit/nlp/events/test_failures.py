"""Mistakes that other systems make: games, films and anniversaries as news, slots from other sentences."""

from __future__ import annotations

import pytest

from tests.unit.nlp.events.conftest import Code, brief, code

FOOTBALL = (
    "Österreich griff von der ersten Minute an. Der Trainer brachte einen dritten Stürmer, und "
    "Österreich attackierte Deutschland nach der Halbzeit weiter. Der Torwart hielt zwei Freistöße."
)
FILM = (
    "Der Film beginnt mit einem Angriff. Deutsche Soldaten beschießen ein Dorf in Polen, während der "
    "Regisseur den Ton wegnimmt. In der Hauptrolle überzeugt eine junge Schauspielerin im Kino."
)
TRADE = (
    "Im Preiskampf greifen die deutschen Discounter den britischen Supermarkt an. Die Aktie der "
    "Handelskette fiel, und die Kunden freuen sich. Der Konkurrent aus Deutschland schlägt zurück."
)


@pytest.mark.parametrize("text", [FOOTBALL, FILM, TRADE])
def test_no_event_on_other_desks(german: Code, text: str) -> None:
    """Sport, culture and trade borrow the words of war."""
    assert german(text) == ()


def test_anniversary_is_history(german: Code) -> None:
    """An attack with its year long past is background, whatever the day of the article."""
    events = german("Am 1. September 1939 griff die deutsche Wehrmacht Polen an.")
    assert {"historical"} == {event.modality for event in events}


def test_slots_stay_in_their_clause(german: Code) -> None:
    """A target in the next sentence is none: the slot stays empty with its reason."""
    (event,) = german("Russland hat gedroht. Die Ukraine wartet auf den Winter.")
    assert brief(event) == "THREATEN RUS>--- asserted"
    assert event.targets == ()
    assert event.missing["target"] in ("not_mentioned", "implied")


def test_alliance_is_one_event(german: Code) -> None:
    """Three against two are one event, not six dyads."""
    events = german("Die USA, Frankreich und Polen verurteilten Russland und Belarus.")
    assert [brief(event) for event in events] == ["ACCUSE USA+FRA+POL>RUS+BLR asserted"]
    assert events[0].dyad() == "FRA+POL+USA-BLR+RUS"


def test_date_of_a_caption_is_not_the_date_of_the_event(german: Code) -> None:
    """The day of a photo dates what the photo shows, not the threat below it."""
    events = german(
        "26.05.2024, Moskau: Blick auf den Kreml.\n\nRussland drohte der Ukraine am Mittwoch."
    )
    threat = next(event for event in events if event.type == "THREATEN")
    assert threat.date is not None
    assert threat.date.value == "2024-09-11"


def test_publication_date_replaces_nothing() -> None:
    """Without a day of publication a weekday is no date, and the event says why."""
    (event,) = code("Russland drohte der Ukraine am Mittwoch.", language="de", published_at=None)
    assert event.date is None
    assert event.missing["date"] == "no_publication_date"


def test_unknown_place_leaves_the_rest(german: Code) -> None:
    """A place nobody knows has no country; type and sides stand."""
    (event,) = german("Russland hat die Ukraine bei Kvrzgrad angegriffen.")
    assert brief(event) == "ASSAULT RUS>UKR asserted"
