"""The drill of the alerts: the rules it uses are those that ship, and what it saw is all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.drill import rules
from bench.drill.states import STATES, check
from bench.errors import BenchError
from bench.paths import RESULTS


def test_every_alert_has_its_state() -> None:
    """One that is added must be drilled."""
    check(rules.names())
    with pytest.raises(BenchError, match="Unheard"):
        check([*rules.names(), "Unheard"])


def test_times_are_shortened_and_nothing_else(tmp_path: Path) -> None:
    """Ranges, offsets and ``for``; limits only where the table says so."""
    recording, alerts = rules.write(tmp_path)
    shipped = {rule["alert"]: rule for rule in _rules(rules.FOLDER / "alerts.yml")}

    for rule in _rules(alerts):
        before = shipped[rule["alert"]]
        assert rule["labels"] == before["labels"]
        assert rule["annotations"] == before["annotations"]
        assert ("for" in rule) == ("for" in before)
    ratio = next(rule for rule in _rules(recording) if "ratio10m" in rule["record"])
    assert "[15s]" in ratio["expr"]
    assert "10m]" not in ratio["expr"]


def test_the_last_drill_saw_every_alert_fire_and_none_in_the_calm() -> None:
    """`make alerts-drill` writes what it saw."""
    seen = json.loads((RESULTS / "alerts.json").read_bytes())

    assert seen["calm"]["fired"] == []
    assert {one["alert"] for one in seen["alerts"]} == set(rules.names())
    stays = {alert for state in STATES if not state.ends for alert in state.alerts}
    assert {one["alert"] for one in seen["alerts"] if one["ended_seconds"] is None} == stays


def _rules(file: Path) -> list[dict[str, Any]]:
    groups = yaml.safe_load(file.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]
