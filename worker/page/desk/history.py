"""What the index of a subject was in the hours before: escalation.index itself keeps only the last."""

from __future__ import annotations

import math
from array import array
from collections.abc import Container
from datetime import datetime

import orjson

from worker.messages.evidence import Json

_HOUR = 3600
#: Hour since 1970, the index, its threats and its acts; not a number where there is no value.
_ROW = 4


class History:
    """Readings by subject and hour, those of the last ``hours`` before a subject's newest."""

    def __init__(self, hours: int) -> None:
        self._hours = hours
        self._rows: dict[str, array[float]] = {}

    def put(self, subject: str, reading: Json) -> None:
        """Keep a reading, a record of escalation.index; one of the same hour is replaced."""
        hour = float(int(datetime.fromisoformat(reading["hour"]).timestamp()) // _HOUR)
        row = array("d", (hour, *(_value(reading[part]) for part in ("total", "threats", "acts"))))
        rows = self._rows.setdefault(subject, array("d"))
        place = len(rows)
        while place and rows[place - _ROW] >= hour:
            place -= _ROW
        same = place < len(rows) and rows[place] == hour
        rows[place : place + _ROW if same else place] = row
        while rows[-_ROW] - rows[0] >= self._hours:
            del rows[:_ROW]

    def of(self, subject: str) -> bytes:
        """The hours of a subject as a JSON array of [hour, index, threats, acts], the oldest first."""
        rows = self._rows.get(subject, array("d"))
        return orjson.dumps(
            [[int(rows[at]), *rows[at + 1 : at + _ROW]] for at in range(0, len(rows), _ROW)]
        )

    def keep(self, subjects: Container[str]) -> None:
        """Forget all other subjects."""
        for subject in [one for one in self._rows if one not in subjects]:
            del self._rows[subject]

    def clear(self) -> None:
        """Forget everything."""
        self._rows.clear()


def _value(part: Json) -> float:
    value = part["value"]
    return math.nan if value is None else round(float(value), 1)
