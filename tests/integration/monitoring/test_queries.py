"""Every query of the dashboards and every recorded series tells what was sent to a real worker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress

import pytest
import yaml

from bench.errors import BenchError
from bench.prometheus import Sample
from deploy.dashboards.__main__ import BOARDS
from deploy.dashboards.spec import Panel
from tests.integration.monitoring import expected
from tests.integration.monitoring.expected import RANGE_SECONDS, Between, Expected, Facts, Key
from tests.support.watched import RULES, TOPICS, Watched

pytestmark = [pytest.mark.broker, pytest.mark.timeout(600)]

_SETTLE_SECONDS = 40

PANELS = [panel for board in BOARDS for panel in board.panels if panel.queries]
RECORDED = [
    rule["record"]
    for group in yaml.safe_load(RULES[0].read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
]


@pytest.fixture(scope="module")
def facts(seen: Watched) -> Facts:
    """What was sent."""
    return Facts(seen)


def filled(expr: str) -> str:
    """A query as Grafana sends it: all chosen, five minutes shown."""
    ranged = re.sub(r"\$__(rate_interval|range)\b", f"{RANGE_SECONDS}s", expr)
    return re.sub(r"\$\w+", ".*", ranged)


def asked(seen: Watched, expr: str) -> list[Sample]:
    """The answer, once there is one: on a busy machine a scrape may come late, and then all is stale."""
    return seen.prometheus.wait(lambda: seen.prometheus.query(expr), f"there is data for {expr}")


def series(samples: Iterable[Sample]) -> dict[Key, float]:
    """Values by the values of the labels, in the order of their names."""
    found: dict[Key, float] = {}
    for sample in samples:
        labels = sorted((name, text) for name, text in sample.labels.items() if name != "__name__")
        key = tuple(text.removeprefix(TOPICS.prefix) for _, text in labels)
        found[key] = max(sample.value, found.get(key, 0))
    return found


def compare(found: dict[Key, float], wanted: Expected, *, part: bool = False) -> None:
    """Numbers with numbers; an increase is Prometheus' estimate, off by a scrape at its edges.

    What is 0 need not be named. ``part`` is for a panel of which only some series are known beforehand.
    """
    assert found, "there must be data"
    if isinstance(wanted, Between):
        moved = {key: value for key, value in found.items() if value}
        assert moved.keys() == wanted.keys
        assert all(wanted.low <= value <= wanted.high for value in moved.values()), moved
    else:
        moved = {key: value for key, value in found.items() if value}
        shown = {key: moved[key] for key in moved if not part or key in wanted}
        assert shown == pytest.approx(dict(wanted), rel=0.12)


def settle(seen: Watched, check: Callable[[], None]) -> None:
    """Wait a while until ``check`` passes: the disk of a topic is looked at every 15 s only."""

    def passes() -> bool:
        try:
            check()
        except AssertionError:
            return False
        return True

    with suppress(BenchError):  # then the check itself says what is wrong
        seen.prometheus.wait(passes, "the numbers are right", seconds=_SETTLE_SECONDS)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.title)
def test_a_panel_shows_what_was_sent(panel: Panel, seen: Watched, facts: Facts) -> None:
    """Articles, dead letters, events, empty slots, the index, alerts and stories by number."""
    wanted = {
        **expected.worker_board(facts),
        **expected.quality_board(facts),
        **expected.escalation_board(facts),
    }

    def check() -> None:
        answers = [sample for query in panel.queries for sample in asked(seen, filled(query.expr))]
        compare(series(answers), wanted[panel.title], part=panel.kind == "heatmap")

    settle(seen, check)
    check()


@pytest.mark.parametrize("name", RECORDED)
def test_a_recorded_series_tells_what_was_sent(name: str, seen: Watched, facts: Facts) -> None:
    """The same numbers as the panels, computed ahead."""
    compare(series(asked(seen, name)), expected.recorded(facts)[name])


def test_titles_of_panels_are_unique() -> None:
    """So that each is compared with its own numbers."""
    titles = [panel.title for panel in PANELS]
    assert len(set(titles)) == len(titles)


def test_no_rule_fails_and_no_alert_fires(seen: Watched) -> None:
    """Poison in a small number is no emergency."""
    assert seen.prometheus.rule_errors() == []
    assert seen.prometheus.firing() == []


def test_variables_have_values(seen: Watched) -> None:
    """Each choice of a board offers something."""
    for variable in (variable for board in BOARDS for variable in board.variables):
        metric, label = re.fullmatch(r"label_values\((.*), (\w+)\)", variable.query).groups()  # type: ignore[union-attr]
        assert asked(seen, f"count by ({label}) ({metric})")
