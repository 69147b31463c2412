"""120 articles as they really come in: what must come out of each does, in at least 95 of 100."""

from __future__ import annotations

import pytest

from tests.support.incoming import Fixture, fixtures

#: Those that are known not to come out as expected, and why; all others must.
KNOWN = {
    f"tables/{story}": "a layout of nested tables comes out as a table, with the menu beside the story"
    for story in ("grenze", "manoever", "talks", "sanctions")
}


def test_there_are_120() -> None:
    """Under a name each; 95 in 100 must be right."""
    names = [fixture.name for fixture in fixtures()]

    assert len(names) == len(set(names)) == 120
    assert len(KNOWN) <= 0.05 * len(names)
    assert set(KNOWN) <= set(names)


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)
def test_an_article_comes_out_as_expected(fixture: Fixture) -> None:
    """Title, text, day, outlet and how many there are; those that are known not to do not crash."""
    found = fixture.found()

    assert (found == fixture.expected) is (fixture.name not in KNOWN), found
