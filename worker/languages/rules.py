"""The rules that raise alerts, read from alerts.toml or a file of the user's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from worker.domain.errors import DataError
from worker.domain.index import PartName, Rule
from worker.domain.signature import SubjectKind
from worker.languages.tables import path

_KEYS = tuple(field.name for field in fields(Rule))
_LISTS = {"kinds", "subjects"}
_WHOLE = {"outlets", "cooldown"}
_NAMES = {"name", "part"}
_NUMBERS = set(_KEYS) - _LISTS - _NAMES
_PARTS: tuple[PartName, ...] = get_args(PartName)
_KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)


def rules(file: Path | None = None) -> tuple[Rule, ...]:
    """The rules of ``file``, the shipped ones without it.

    Raises DataError that names file, rule and key where something is missing, unknown or impossible.
    """
    file = file or path("alerts.toml")
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{file}: cannot be read as TOML: {error}") from error
    given = content.get("rule")
    if content.keys() != {"rule"} or not isinstance(given, list):
        raise DataError(f"{file}: it must hold [[rule]] tables and nothing else")
    found = tuple(_rule(f"{file}: rule {number}", rule) for number, rule in enumerate(given, 1))
    names = [rule.name for rule in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataError(f"{file}: two rules have the name {twice[0]!r}")
    return found


def _rule(where: str, given: Mapping[str, Any]) -> Rule:
    if wrong := given.keys() ^ set(_KEYS):
        known = "lacks" if sorted(wrong)[0] in _KEYS else "has an unknown key"
        raise DataError(f"{where} {known} {sorted(wrong)[0]}; its keys are {', '.join(_KEYS)}")
    rule = Rule(**{key: _value(where, key, given[key]) for key in _KEYS})
    if rule.part not in _PARTS:
        raise DataError(f"{where}: part {rule.part!r}: allowed are {', '.join(_PARTS)}")
    for kind in rule.kinds:
        if kind not in _KINDS:
            raise DataError(f"{where}: kind {kind!r}: allowed are {', '.join(_KINDS)}")
    if rule.resolve >= rule.z or rule.critical < rule.z:
        raise DataError(f"{where}: resolve must be below z, and critical not below it")
    return rule


def _value(where: str, key: str, value: Any) -> Any:
    match value:
        case list() if key in _LISTS and all(isinstance(part, str) for part in value):
            return tuple(value)
        case str() if key in _NAMES and value:
            return value
        case bool():
            pass
        case int() if key in _NUMBERS and value >= 0:
            return value if key in _WHOLE else float(value)
        case float() if key in _NUMBERS - _WHOLE and value >= 0:
            return value
    raise DataError(f"{where}: {key} must be {_expected(key)}, not {value!r}")


def _expected(key: str) -> str:
    if key in _LISTS:
        return "a list of strings"
    if key in _NAMES:
        return "a name"
    return "a whole number, not below 0" if key in _WHOLE else "a number, not below 0"
