"""The rules of Prometheus: valid, tried by its own tool, and each with a section of the runbook."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.dashboards.__main__ import BOARDS
from deploy.dashboards.runbook import sections
from worker.metrics import CATALOGUE, PREFIX
from worker.metrics.page import full_name

_ROOT = Path(__file__).parents[2]
_PROMETHEUS = _ROOT / "deploy" / "prometheus"
_TESTS = sorted((_PROMETHEUS / "tests").glob("*.yml"))


def rules(name: str) -> list[dict[str, Any]]:
    """The rules of a file."""
    groups = yaml.safe_load((_PROMETHEUS / name).read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


ALERTS = rules("alerts.yml")
RECORDED = rules("recording.yml")
EXPRESSIONS = [
    *(rule["expr"] for rule in ALERTS + RECORDED),
    *(query.expr for board in BOARDS for panel in board.panels for query in panel.queries),
]


def cases(alert: str) -> Iterator[list[Any]]:
    """What the tests of the rules expect of an alert, case for case."""
    for file in _TESTS:
        for test in yaml.safe_load(file.read_text(encoding="utf-8"))["tests"]:
            for case in test.get("alert_rule_test", ()):
                if case["alertname"] == alert:
                    yield case["exp_alerts"]


def promtool(*arguments: str | Path) -> None:
    """Run Prometheus' own tool; what it complains of is in the failure. `make test` installs it."""
    done = subprocess.run(["promtool", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_configuration_and_rules_are_valid() -> None:
    """As Prometheus reads them."""
    promtool("check", "config", _PROMETHEUS / "prometheus.yml")


def test_the_rules_do_what_their_tests_say() -> None:
    """Firing and not firing, on series written by hand."""
    promtool("test", "rules", *_TESTS)


@pytest.mark.parametrize("alert", [rule["alert"] for rule in ALERTS])
def test_every_alert_has_a_case_that_fires_and_one_that_does_not(alert: str) -> None:
    """In deploy/prometheus/tests."""
    assert {bool(case) for case in cases(alert)} == {True, False}


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: str(rule["alert"]))
def test_every_alert_says_what_to_do(rule: dict[str, Any]) -> None:
    """How grave it is, what it is in a line and in two, and where the runbook speaks of it."""
    assert rule["labels"]["severity"] in ("warning", "critical")
    assert set(rule["annotations"]) == {"summary", "description", "runbook_url"}
    assert rule["annotations"]["runbook_url"] == f"doc/runbook.md#{rule['alert'].lower()}"
    assert set(sections()[rule["alert"]]) == {"What it means", "How to look", "What to do"}


def test_the_runbook_speaks_of_no_other_alert() -> None:
    """A section of an alert that is gone misleads."""
    assert list(sections()) == sorted(sections(), key=list(sections()).index)
    assert set(sections()) == {rule["alert"] for rule in ALERTS}


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_series_asked_for_exists(expression: str) -> None:
    """Panels and rules over a name that nobody exports would stay empty for ever."""
    recorded = {rule["record"] for rule in RECORDED}
    assert set(re.findall(rf"\w+:{PREFIX}\w+:\w+", expression)) <= recorded

    suffixes = ("", "_bucket", "_sum", "_count")
    known = {full_name(one) + suffix for one in CATALOGUE for suffix in suffixes}
    asked = set(re.findall(rf"(?<![\w:]){PREFIX}\w+(?![\w:])", expression))
    assert asked <= known


def test_names_of_recorded_series_say_level_metric_and_operation() -> None:
    """Prometheus' own convention."""
    for rule in RECORDED:
        assert re.fullmatch(rf"[a-z_]+:{PREFIX}[a-z_]+:[a-z0-9_]+", rule["record"])
