"""The rules as they stand, their times shortened so that a drill takes minutes and not days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.errors import BenchError
from bench.paths import ROOT

FOLDER = ROOT / "deploy" / "prometheus"
FILES = ("recording.yml", "alerts.yml")
#: By how much every range, offset and ``for`` is divided.
FACTOR = 40
#: Rules whose state cannot be brought about so quickly, or need not wait so long.
FACTORS: Mapping[str, int] = {
    "WorkerRestarting": 15,
    "PoolRestarts": 5,
    "TransactionsLost": 15,
    "ChangelogLarge": 240,
    "worker:escalation_end_to_end_seconds:p99_5m": 10,
}
#: Limits that are times or sizes themselves, as they stand and in the drill.
LIMITS: Mapping[str, Mapping[str, str]] = {
    "LagGrowing": {"> 100": "> 20", "> 60": "> 1.5", "> 300": "> 60"},
    "EndToEndSlow": {"> 60": "> 12"},
    "LanguageSilent": {"> 6 * 3600": "> 15"},
    "ChangelogLarge": {"4 * 2^30": "4 * 2^20"},
}

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_RANGE = re.compile(r"(?<=\[)(\d+)([smhd])(?=\])|(?<=offset )(\d+)([smhd])")


def write(folder: Path) -> list[Path]:
    """Write the shortened rules to ``folder``; raises BenchError when a limit is not found."""
    made = []
    for name in FILES:
        rules = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
        for rule in (rule for group in rules["groups"] for rule in group["rules"]):
            _shorten(rule)
        file = folder / name
        file.write_text(yaml.safe_dump(rules), encoding="utf-8")
        made.append(file)
    return made


def names() -> list[str]:
    """The alerts, in the order of their file."""
    rules = yaml.safe_load((FOLDER / "alerts.yml").read_text(encoding="utf-8"))
    return [rule["alert"] for group in rules["groups"] for rule in group["rules"]]


def _shorten(rule: dict[str, Any]) -> None:
    alert = rule.get("alert", "")
    factor = FACTORS.get(alert or rule["record"], FACTOR)
    for old, new in LIMITS.get(alert, {}).items():
        if rule["expr"].count(old) != 1:
            raise BenchError(
                f"{alert} does not say {old!r} once: mend LIMITS of bench/drill/rules.py"
            )
        rule["expr"] = rule["expr"].replace(old, new)
    rule["expr"] = _RANGE.sub(lambda found: _short(found.group(), factor, least=5), rule["expr"])
    if "for" in rule:
        rule["for"] = _short(rule["for"], factor, least=1)


def _short(duration: str, factor: int, *, least: int) -> str:
    seconds = int(duration[:-1]) * _SECONDS[duration[-1]]
    return f"{max(least, round(seconds / factor))}s"
