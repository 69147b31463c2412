"""Where the index stands: the subjects with most points, coverage, open alerts."""

from __future__ import annotations

from tests.support.crisis import RISE_DAY, Crisis
from tests.support.undisturbed import encoded, undisturbed
from worker.messages.topics import Topics
from worker.stages.index.standing import standing

TOPICS = Topics()


def test_a_rise_stands_first_and_its_alert_is_open() -> None:
    """Two days into a crisis between two countries."""
    articles = Crisis(1, flood=0, other=2, days=RISE_DAY + 2).articles()
    indexes = [stage.index for stage in undisturbed(encoded(articles, TOPICS), TOPICS).index]

    found = standing(indexes, most=25)

    assert {reading.subject.name for reading in found.readings} == {"RUS-USA", "RUS", "USA"}
    assert all((reading.total.value or 0) > 150 for reading in found.readings)
    assert found.alerts.total() >= 1
    assert found.coverage.total() == 3


def test_no_more_subjects_of_a_kind_than_asked_for() -> None:
    """Those with most points."""
    articles = Crisis(1, flood=0, other=2, days=RISE_DAY + 2).articles()
    indexes = [stage.index for stage in undisturbed(encoded(articles, TOPICS), TOPICS).index]

    names = [reading.subject.kind for reading in standing(indexes, most=1).readings]
    assert sorted(names) == ["country", "dyad"]


def test_an_empty_index_stands_at_nothing() -> None:
    """Before the first article."""
    found = standing((), most=5)
    assert (found.readings, found.alerts.total(), found.coverage.total()) == ((), 0, 0)
