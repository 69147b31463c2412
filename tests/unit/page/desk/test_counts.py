"""The figures of the operations strip."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from tests.support.shown import NOW, TOPICS, article, dead, event
from worker.page.desk.counts import Rate
from worker.page.desk.desk import Desk


def figures(desk: Desk) -> Any:
    """The figures, parsed."""
    return orjson.loads(desk.operations())


def test_articles_are_counted_by_what_became_of_them_and_by_language() -> None:
    """The tail that was read at the start counts: `since` says how far back that is."""
    desk = Desk(TOPICS)
    desk.begin()

    desk.take(
        [article(1, at=NOW), article(2, at=NOW + 5_000), article(3, language="en", at=NOW + 9_000)]
    )
    desk.take([dead(1), dead(2), dead(3, code="nlp/timeout"), event(1, at=NOW - 60_000)])

    shown = figures(desk)
    assert shown["dispositions"] == {"dead_lettered": 3, "published": 3}
    assert shown["dead"] == {"decode/bad_encoding": 2, "nlp/timeout": 1}
    assert shown["languages"] == [
        {"language": "de", "last_seen": "2024-01-01T00:00:04Z", "articles": 2},
        {"language": "en", "last_seen": "2024-01-01T00:00:08Z", "articles": 1},
    ]
    assert shown["since"] == "2023-12-31T23:58:59Z"


def test_rates_count_what_comes_not_what_was_there() -> None:
    """The tail would look like a flood."""
    now = [1_000.0]
    desk = Desk(TOPICS, clock=lambda: now[0])
    desk.begin()
    desk.take([event(number) for number in range(50)])
    desk.caught_up()

    for second in range(10):
        now[0] = 1_000.0 + second
        desk.take([event(100 + second), article(second)])

    now[0] = 1_010.0
    assert figures(desk)["events_per_second"] == pytest.approx(1.0)
    now[0] = 1_050.0
    assert figures(desk)["events_per_second"] == 0.0


def test_a_rate_is_over_half_a_minute_at_most() -> None:
    """And over the time since the first, before that."""
    rate = Rate()

    for second in range(90):
        rate.add(float(second), 3)

    assert rate.per_second(89.9) == pytest.approx(3.0)
    assert Rate().per_second(5.0) == 0.0


def test_languages_and_codes_are_bounded() -> None:
    """On a foreign cluster they may be anything."""
    desk = Desk(TOPICS)

    desk.take([article(number, language=f"x{number}") for number in range(300)])
    desk.take([dead(number, code=f"c/{number}") for number in range(300)])

    shown = figures(desk)
    assert len(shown["languages"]) == 200
    assert (len(shown["dead"]), shown["dead"]["other"]) == (201, 100)


def test_what_was_dropped_is_told_by_the_worker_or_not_at_all() -> None:
    """It is on no topic: unknown is not none."""
    desk = Desk(TOPICS)
    before = figures(desk)["dropped"]
    desk.dropped = {"empty": 1, "unsupported_language": 2}

    assert before is None
    assert figures(desk)["dropped"] == {"empty": 1, "unsupported_language": 2}


def test_kafka_is_down_until_it_answers() -> None:
    """And its lag is unknown, which is not none."""
    desk = Desk(TOPICS)
    before = figures(desk)
    desk.heard(up=True, lag=[("articles.raw", 0, 5), ("articles.raw", 1, 0)])

    assert (before["kafka"], before["lag"], before["lag_total"]) == ("down", [], None)
    assert (figures(desk)["kafka"], figures(desk)["lag_total"]) == ("up", 5)
    desk.heard(up=False)
    assert (figures(desk)["kafka"], figures(desk)["lag_total"]) == ("down", None)
