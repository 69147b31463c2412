"""All rows of the table, in the order of their numbers."""

from __future__ import annotations

from tests.scenarios import brokers, fuzzing, network, poison, refusals, soak, upgrade, workers
from tests.scenarios.table import ROWS as _REGISTERED

__all__ = [
    "ROWS", "brokers", "fuzzing", "network", "poison", "refusals", "soak", "upgrade", "workers"
]  # fmt: skip

ROWS = dict(sorted(_REGISTERED.items(), key=lambda item: item[1].number))
