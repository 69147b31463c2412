"""The names of settings, "kafka.bootstrap", and the nearest known one to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

#: A setting whose keys are free: languages.
_OPEN = "models"


class ConfigError(Exception):
    """The settings cannot be used; the message says which, where it stands and what to do."""


def known_keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The dotted names of all settings of ``model``; "models.LANGUAGE" stands for any language."""
    for name, field in model.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from known_keys(section, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}" + (".LANGUAGE" if name == _OPEN else "")


def is_known(key: str, known: Iterable[str]) -> bool:
    """Whether a dotted name is a setting."""
    return key in known or (key.startswith(f"{_OPEN}.") and key.count(".") == 1)


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of an error message: "; did you mean ...?", or nothing when no known name is near."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else ""


def flat(nested: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested tables as one, by dotted names."""
    values: dict[str, Any] = {}
    for name, value in nested.items():
        if isinstance(value, Mapping) and value:
            values |= flat(value, f"{prefix}{name}.")
        else:
            values[f"{prefix}{name}"] = value
    return values


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """The reverse of ``flat``."""
    tables: dict[str, Any] = {}
    for key, value in values.items():
        *sections, name = key.split(".")
        table = tables
        for section in sections:
            table = table.setdefault(section, {})
        table[name] = value
    return tables
