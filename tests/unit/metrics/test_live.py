"""Live collectors: every metric is exported under its full name, and unknown ones are refused."""

from __future__ import annotations

import pytest

from worker.metrics import CATALOGUE, Metrics


def test_everything_in_the_catalogue_is_exported() -> None:
    """From the start, so that a dashboard knows a metric that has not moved yet."""
    families = Metrics(version="1.2.3").registry.collect()

    own = {family.name: family.type for family in families if "process" not in family.name[:7]}
    assert own == {f"escalation_{definition.name}": definition.kind for definition in CATALOGUE}


def test_the_process_itself_is_measured() -> None:
    """Processor time, memory and when it started, under the names that every dashboard knows."""
    text = Metrics(version="test").text()
    for name in (b"process_cpu_seconds_total", b"process_start_time_seconds"):
        assert b"\n" + name + b" " in text


def test_what_has_not_happened_yet_is_zero() -> None:
    """A counter that is born at 1 never rose, to Prometheus: a first dead letter would not be seen."""
    value = Metrics(version="test").registry.get_sample_value

    assert value("escalation_articles_total", {"disposition": "published", "reason": ""}) == 0
    labels = {"stage": "nlp", "code": "nlp/crashed"}
    assert value("escalation_dead_letters_total", labels) == 0
    assert value("escalation_stage_seconds_count", {"stage": "commit"}) == 0


def test_a_gauge_that_was_never_set_is_not_told() -> None:
    """The last article of 1970 would be a language silent for half a century."""
    text = Metrics(version="test").text()
    assert b"escalation_last_article_timestamp_seconds{" not in text


def test_what_no_closed_list_knows_becomes_other() -> None:
    """Whatever an article or a bug brings along, the number of series is that of the catalogue."""
    metrics = Metrics(version="test")
    for hostile in ("tlh", 'x"} 1\n', "A" * 10_000):
        metrics.gauge("last_article_timestamp_seconds", hostile).set(1)

    value = metrics.registry.get_sample_value
    assert value("escalation_last_article_timestamp_seconds", {"language": "other"}) == 1
    assert metrics.text().count(b"escalation_last_article_timestamp_seconds{") == 1


def test_a_labelled_counter_counts() -> None:
    """As the lanes use it."""
    metrics = Metrics(version="test")
    metrics.counter("articles", "dropped", "too_short").inc()
    metrics.counter("articles", "dropped", "too_short").inc()

    line = b'escalation_articles_total{disposition="dropped",reason="too_short"} 2.0'
    assert line in metrics.text().splitlines()


def test_the_version_that_runs_is_told() -> None:
    """For annotating a deploy on a dashboard."""
    text = Metrics(version="1.2.3").text()
    assert b'escalation_build_info{version="1.2.3"} 1.0' in text.splitlines()


def test_two_workers_in_one_process_do_not_share_counts() -> None:
    """Each has a registry of its own."""
    one, two = Metrics(version="test"), Metrics(version="test")
    one.counter("pool_restarts", "crashed").inc()

    labels = {"reason": "crashed"}
    assert one.registry.get_sample_value("escalation_pool_restarts_total", labels) == 1
    assert two.registry.get_sample_value("escalation_pool_restarts_total", labels) == 0


def test_a_forgotten_gauge_is_gone() -> None:
    """Forgetting twice, or what never was, does no harm."""
    metrics = Metrics(version="test")
    metrics.gauge("lag_records", "articles.raw", "2").set(7)
    for _ in range(2):
        metrics.forget("lag_records", "articles.raw", "2")

    assert b"escalation_lag_records{" not in metrics.text()


def test_names_outside_of_the_catalogue_are_refused() -> None:
    """A typo must not make a metric that nobody watches."""
    metrics = Metrics(version="test")
    with pytest.raises(KeyError):
        metrics.counter("article")
    with pytest.raises(KeyError):
        metrics.gauge("articles")
    with pytest.raises(KeyError):
        metrics.histogram("pool_size")


def test_a_missing_label_is_refused() -> None:
    """The number of labels is that of the catalogue."""
    with pytest.raises(ValueError, match="label"):
        Metrics(version="test").counter("articles", "published")
