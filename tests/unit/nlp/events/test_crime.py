"""Crime and police work are political only where the article tells of a conflict."""

from __future__ import annotations

from tests.unit.nlp.events.conftest import Code

MURDER = (
    "Im französischen Lyon ist eine Frau getötet worden. Sie wurde am Abend gefunden. Die Nachbarn "
    "hatten nichts gehört. Das Haus liegt am Rand der Stadt. "
)
WAR = "Russland hat am Montag die Ukraine angegriffen. "


def test_murder_is_no_political_event(german: Code) -> None:
    """A killing without a culprit, in an article without a conflict, belongs to the courts."""
    assert german(MURDER) == ()


def test_victims_count_in_an_article_of_war(german: Code) -> None:
    """The same sentence stands beside an attack of one state on another."""
    assert [event.type for event in german(WAR + MURDER)] == ["ASSAULT", "ASSAULT"]


def test_a_line_of_newswire_is_taken_at_its_word(german: Code) -> None:
    """One sentence does not tell what else there was."""
    assert [event.type for event in german(MURDER.partition(". ")[0] + ".")] == ["ASSAULT"]
