"""Where settings come from: flags over environment over file over defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import EnvSettingsSource

from worker.config.names import ConfigError, flat, is_known, known_keys, nearest, nested
from worker.config.sections import Settings

DEFAULT_FILE = Path("escalation-worker.toml")
_PREFIX = "ESCALATION_"
_KNOWN = tuple(known_keys(Settings))


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and for each that is not a default its origin by dotted name."""

    settings: Settings
    origins: Mapping[str, str]


def load(file: Path | None = None, flags: Mapping[str, Any] | None = None) -> Loaded:
    """Read and check all settings; ``flags`` go by dotted names ("kafka.bootstrap").

    ``file`` must exist; without it ``escalation-worker.toml`` of the current folder is read where
    there is one. Raises ConfigError.
    """
    from_file, from_environment, from_flags = _file(file), _environment(), _flags(flags or {})
    origins = dict.fromkeys(from_file, str(file or DEFAULT_FILE))
    origins |= {key: f"environment, {_variable(key)}" for key in from_environment}
    origins |= dict.fromkeys(from_flags, "flag")
    values = from_file | from_environment | from_flags
    try:
        return Loaded(Settings(**nested(values)), origins)
    except ValidationError as error:
        raise ConfigError(_explain(error, origins)) from error


def _file(file: Path | None) -> dict[str, Any]:
    path = file or DEFAULT_FILE
    if file is None and not path.exists():
        return {}
    try:
        values = flat(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; name another file with --config") from error
    except ValueError as error:
        raise ConfigError(f"{path} is no TOML file: {error}") from error
    for key in values:
        if not is_known(key, _KNOWN) and not (key in _sections() and values[key] == {}):
            raise ConfigError(f"{path}: there is no setting {key}{nearest(key, _KNOWN)}")
    return {key: value for key, value in values.items() if is_known(key, _KNOWN)}


def _environment() -> dict[str, Any]:
    variables = [_variable(key) for key in _KNOWN]
    for name in sorted(os.environ):
        plain = name.replace("__", "_")
        if not name.startswith(_PREFIX) or plain in variables:
            continue
        if not plain.startswith(_variable("models.")):
            raise ConfigError(f"there is no setting {name}{nearest(plain, variables)}")
    return flat(_Environment(Settings)())


def _flags(flags: Mapping[str, Any]) -> dict[str, Any]:
    for key in flags:
        if not is_known(key, _KNOWN):
            raise ConfigError(f"--set {key}: there is no such setting{nearest(key, _KNOWN)}")
    return dict(flags)


class _Environment(EnvSettingsSource):
    """Reads ESCALATION_KAFKA_BOOTSTRAP and ESCALATION_KAFKA__BOOTSTRAP alike."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        variables = super()._load_env_vars()
        return {name.replace("__", "_"): value for name, value in variables.items()}


def _sections() -> set[str]:
    return {key.partition(".")[0] for key in _KNOWN if "." in key}


def _variable(key: str) -> str:
    return _PREFIX + key.replace(".", "_").upper()


def _explain(error: ValidationError, origins: Mapping[str, str]) -> str:
    """One line a wrong setting; never the value, which may be a secret."""
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        key = ".".join(str(part) for part in problem["loc"] if isinstance(part, str))
        message = problem["msg"].removeprefix("Value error, ")
        where = f" ({origins[key]})" if key in origins else ""
        lines.append(f"{key}{where}: {message}" if key in _KNOWN else message)
    return "\n".join(lines)
