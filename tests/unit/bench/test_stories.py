"""The load that the stories stage is measured with."""

from __future__ import annotations

from collections import Counter

from bench.stories import articles, measure_speed
from worker.stages.stories.stage import Stories


def test_the_load_is_the_same_every_time() -> None:
    """Figures of two days compare the same work."""
    assert list(articles(30)) == list(articles(30))


def test_every_fifth_article_is_a_copy() -> None:
    """All others are stories of their own, in the order of their time."""
    load, stage = list(articles(100)), Stories()
    outcomes = Counter(stage.step(article).outcome for article in load)

    assert outcomes == {"new": 81, "copy": 19}
    assert load == sorted(load, key=lambda article: article.time)


def test_what_is_measured_is_what_was_done() -> None:
    """Seconds and stories of so many signatures."""
    speed = measure_speed(50)

    assert (speed.signatures, speed.stories, speed.seconds > 0) == (50, 41, True)
