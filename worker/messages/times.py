"""Times as the records write them: RFC 3339 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

_HOUR = 3600


def utc(seconds: int) -> str:
    """Seconds since 1970 as "2022-06-29T16:04:00Z"."""
    at = datetime.fromtimestamp(seconds, UTC)
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def at_hour(hour: int) -> str:
    """The beginning of an hour, counted since 1970."""
    return utc(hour * _HOUR)
