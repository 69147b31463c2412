"""Who plays in an article, how often, and where."""

from __future__ import annotations

import pytest

from tests.unit.nlp.events.sides.conftest import undecided
from worker.nlp.events.sides.cast import Cast, cast, is_side

TEXT = "Russland hat die Ukraine angegriffen. Kiew warnt Moskau. Der Kreml schweigt zum Bericht des IWF."


@pytest.fixture(scope="module")
def players() -> Cast:
    """The cast of the text."""
    return cast(undecided(TEXT)[0])


def test_codes_are_ranked_by_mentions(players: Cast) -> None:
    """Capitals and seats stand for their country; the fund is no side of a dyad."""
    assert dict(players.rank) == {"RUS": 0, "UKR": 1}
    assert players.share["RUS"] == 3 / 5


def test_a_sentence_knows_its_codes(players: Cast) -> None:
    """In the order of the text; a sentence that names nobody has none."""
    assert [tuple(players.within(i)) for i in range(4)] == [
        ("RUS", "UKR"),
        ("UKR", "RUS"),
        ("RUS",),
        (),
    ]


def test_an_office_stands_for_the_country_that_alone_has_it() -> None:
    """The name of Germany's army is enough."""
    assert list(cast(undecided("Die Bundeswehr zieht ab.")[0]).rank) == ["DEU"]


@pytest.mark.parametrize(
    ("code", "told"), [("RUS", True), ("NATO", True), ("HAM", True), ("IMF", False), (None, False)]
)
def test_countries_and_bodies_are_sides(code: str | None, told: bool) -> None:
    """A fund or a summit has a code, but no country behind it that would make it a side."""
    assert is_side(code) is told
