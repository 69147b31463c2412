"""Where the local broker keeps its jars and its data: the folders the XDG specification names."""

from __future__ import annotations

import os
from pathlib import Path

_NAME = "escalation-worker"
KAFKA_VERSION = "4.3.1"


def jar_cache() -> Path:
    """The folder of Kafka's jars, e.g. ``~/.cache/escalation-worker/kafka-4.3.1``."""
    return _xdg("XDG_CACHE_HOME", ".cache") / _NAME / f"kafka-{KAFKA_VERSION}"


def data() -> Path:
    """The folder of topics and logs, e.g. ``~/.local/share/escalation-worker/kafka``."""
    return _xdg("XDG_DATA_HOME", ".local/share") / _NAME / "kafka"


def _xdg(variable: str, default: str) -> Path:
    """The folder ``variable`` names; as the specification asks, a relative path is ignored."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / default
