"""Counting: each article once, after its commit, under bounded labels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from tests.unit.streams.conftest import FAILED, good, raw
from worker.metrics import Metrics
from worker.streams.counting import Counting
from worker.streams.processed import Done, Processed

DROPPED = Processed("dropped", "too_short", "4 letters, needed are 20", "a-9")
ARTICLE = "escalation_articles_total"


def counted(*results: Processed) -> Metrics:
    """The metrics after a transaction with these results, from offset 1 on."""
    metrics = Metrics(version="test")
    done = [Done(raw(offset), result, ()) for offset, result in enumerate(results, start=1)]
    Counting(metrics).committed(done, seconds=0.25)
    return metrics


@pytest.mark.parametrize(
    ("result", "labels"),
    [
        (good(1), {"disposition": "published", "reason": ""}),
        (DROPPED, {"disposition": "dropped", "reason": "too_short"}),
        (FAILED, {"disposition": "dead_lettered", "reason": "nlp/failed"}),
    ],
)
def test_every_disposition_is_counted_once(result: Processed, labels: dict[str, str]) -> None:
    """One series an outcome, and no other moves."""
    samples = next(
        family.samples
        for family in counted(result).registry.collect()
        if family.name == "escalation_articles"
    )
    moved = [s.labels for s in samples if s.name == ARTICLE and s.value]
    assert moved == [labels]


def test_dead_letters_are_counted_by_stage_and_code() -> None:
    """What an alert on one broken stage asks for."""
    value = counted(FAILED, good(2), FAILED).registry.get_sample_value(
        "escalation_dead_letters_total", {"stage": "nlp", "code": "nlp/failed"}
    )
    assert value == 2


def test_events_are_counted_by_type_and_modality() -> None:
    """Two threats and a denial in one article."""
    events = (("THREATEN", "asserted"), ("THREATEN", "asserted"), ("ASSAULT", "negated"))
    metrics = counted(replace(good(1), events=events))

    for (event_type, modality), expected in {events[0]: 2, events[2]: 1}.items():
        labels = {"type": event_type, "modality": modality}
        assert metrics.registry.get_sample_value("escalation_events_total", labels) == expected


def test_time_is_measured_from_kafkas_timestamp() -> None:
    """A language gone silent stands still at its last article."""
    registry = counted(good(1), good(2)).registry

    assert registry.get_sample_value("escalation_end_to_end_seconds_count") == 2
    assert (
        registry.get_sample_value(
            "escalation_last_article_timestamp_seconds", {"language": "de"}
        )
        == 2.0
    )  # fmt: skip


def test_an_article_without_a_timestamp_is_counted_all_the_same() -> None:
    """Old clients send none; only the clocks do not move."""
    metrics = Metrics(version="test")
    done = Done(replace(raw(1), timestamp=None), good(1), ())
    Counting(metrics).committed([done], seconds=0.1)

    value = metrics.registry.get_sample_value
    assert value(ARTICLE, {"disposition": "published", "reason": ""}) == 1
    assert value("escalation_end_to_end_seconds_count") == 0


@pytest.mark.parametrize(("fenced", "result"), [(True, "fenced"), (False, "aborted")])
def test_lost_transactions_are_told_apart(fenced: bool, result: str) -> None:
    """A fence is a rebalance seen late; an abort is a broker in trouble."""
    metrics = Metrics(version="test")
    Counting(metrics).lost("articles.raw", fenced=fenced)

    labels = {"topic": "articles.raw", "result": result}
    assert metrics.registry.get_sample_value("escalation_transactions_total", labels) == 1


def test_every_article_is_logged_once_with_where_it_stood() -> None:
    """Dead letters are warnings; the article can be found again on its topic."""
    with capture_logs() as lines:
        counted(good(1), FAILED)

    assert [(line["log_level"], line["offset"], line["disposition"]) for line in lines] == [
        ("debug", 1, "published"),
        ("warning", 2, "dead_lettered"),
    ]
    assert lines[1]["detail"] == "KeyError: 'Wort'"
