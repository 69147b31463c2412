"""The settings of the worker and where each comes from; the only reader of the environment."""

from worker.config.names import ConfigError
from worker.config.sections import Http, Kafka, Limits, Logging, Page, Pool, Settings
from worker.config.sources import DEFAULT_FILE, Loaded, load

__all__ = [
    "DEFAULT_FILE",
    "ConfigError",
    "Http",
    "Kafka",
    "Limits",
    "Loaded",
    "Logging",
    "Page",
    "Pool",
    "Settings",
    "load",
]
