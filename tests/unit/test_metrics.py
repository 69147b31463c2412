"""The catalogue: every metric is exported under its full name, and unknown ones are refused."""

from __future__ import annotations

import pytest

from worker.metrics import CATALOGUE, Definition, Metrics


def test_everything_in_the_catalogue_is_exported() -> None:
    """From the start, so that a dashboard knows a metric that has not moved yet."""
    families = Metrics(version="1.2.3").registry.collect()

    assert {family.name: family.type for family in families} == {
        f"escalation_{definition.name}": definition.kind for definition in CATALOGUE
    }


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda definition: definition.name)
def test_definitions_keep_to_the_conventions(definition: Definition) -> None:
    """A sentence each; base units; Prometheus adds ``_total`` itself; histograms say their buckets."""
    assert definition.meaning.endswith(".")
    assert not definition.name.endswith("_total")
    assert not definition.name.endswith(("_ms", "_minutes", "_kilobytes"))
    assert bool(definition.buckets) == (definition.kind == "histogram")
    assert list(definition.buckets) == sorted(definition.buckets)


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
    one.counter("transactions", "committed").inc()

    labels = {"result": "committed"}
    assert one.registry.get_sample_value("escalation_transactions_total", labels) == 1
    assert two.registry.get_sample_value("escalation_transactions_total", labels) is None


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
