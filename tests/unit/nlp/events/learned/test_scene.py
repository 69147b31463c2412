"""What the judge is told about a proposal's surroundings."""

from __future__ import annotations

from tests.unit.nlp.events.learned.conftest import told

ARTICLE = (
    "Russland hat Kiew angegriffen. Die Stadt ist groß. Sie liegt am Dnipro. "
    "Polen verurteilte den Angriff. Russland hat Kiew wieder angegriffen."
)


def test_a_line_is_told_from_an_article() -> None:
    """One or two sentences have no places and no before."""
    line, article = told("Russland hat Kiew angegriffen.")[0], told(ARTICLE)[0]
    assert ("line" in line, "sentence=0" in line) == (True, False)
    assert ("line" in article, "sentence=0" in article) == (False, True)


def test_what_was_told_before_is_counted() -> None:
    """Word, type and dyad of the last proposal came once before."""
    last = told(ARTICLE)[-1]
    assert {"told_word=1", "told_dyad=1", "sentence=4"} <= last.keys()


def test_company_in_the_sentence() -> None:
    """A twin of the same type, and who stands above whom."""
    first, second = told("Russland drohte Kiew und griff Odessa an.")
    assert "other=ASSAULT|THREATEN" in first
    assert "other=THREATEN|ASSAULT" in second
    assert "under=THREATEN|ASSAULT" in second


def test_features_grow_with_the_text_not_with_its_square() -> None:
    """However many triggers a sentence has, each sees a few of them."""
    short, long = (told("Russland droht Kiew " + "und droht Polen " * n + ".") for n in (40, 160))
    assert max(map(len, long)) <= 1.2 * max(map(len, short))
