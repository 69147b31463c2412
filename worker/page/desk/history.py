"""What the index of a subject was in the hours before: escalation.index itself keeps only the last."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

import orjson

from worker.messages.evidence import Json

_HOUR = 3600
#: Hours since 1970, the index, its threats and its acts; null where there is no value.
_Point = tuple[int, float | None, float | None, float | None]


class History:
    """Readings by subject and hour, those of the last ``hours`` before a subject's newest."""

    def __init__(self, hours: int) -> None:
        self._hours = hours
        self._points: dict[str, dict[int, _Point]] = {}

    def put(self, subject: str, reading: Json) -> None:
        """Keep a reading, a record of escalation.index; one of the same hour is replaced."""
        hour = int(datetime.fromisoformat(reading["hour"]).timestamp()) // _HOUR
        values = (_value(reading["total"]), _value(reading["threats"]), _value(reading["acts"]))
        points = self._points.setdefault(subject, {})
        points[hour] = (hour, *values)
        if len(points) > self._hours or hour - min(points) >= self._hours:
            newest = max(points)
            for old in [one for one in points if newest - one >= self._hours]:
                del points[old]

    def of(self, subject: str) -> bytes:
        """The hours of a subject as a JSON array of [hour, index, threats, acts], the oldest first."""
        return orjson.dumps([point for _, point in sorted(self._points.get(subject, {}).items())])

    def keep(self, subjects: Container[str]) -> None:
        """Forget all other subjects."""
        for subject in [one for one in self._points if one not in subjects]:
            del self._points[subject]

    def clear(self) -> None:
        """Forget everything."""
        self._points.clear()


def _value(part: Json) -> float | None:
    value = part["value"]
    return None if value is None else round(float(value), 1)
