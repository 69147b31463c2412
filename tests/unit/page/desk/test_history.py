"""The index of a subject over the last days."""

from __future__ import annotations

from typing import Any

import orjson

from worker.page.desk.history import History


def reading(hour: str, value: float | None) -> dict[str, Any]:
    """What history looks at in a record of escalation.index."""
    return {
        "hour": hour,
        "total": {"value": value},
        "threats": {"value": 1},
        "acts": {"value": None},
    }


def rows(history: History, subject: str = "RUS") -> Any:
    """The rows of a subject."""
    return orjson.loads(history.of(subject))


def test_hours_come_in_their_order_and_each_once() -> None:
    """Whatever order they were read in; the last reading of an hour counts."""
    history = History(168)

    for hour, value in ((3, 30.0), (1, 10.0), (2, 20.0), (1, 11.04), (3, None)):
        history.put("RUS", reading(f"1970-01-01T0{hour}:00:00Z", value))

    assert rows(history) == [[1, 11.0, 1.0, None], [2, 20.0, 1.0, None], [3, None, 1.0, None]]


def test_what_is_older_than_a_week_goes() -> None:
    """Counted from the newest of the subject, not from now: a replay is of other years."""
    history = History(24)

    for day in (1, 2, 3):
        for hour in (0, 12):
            history.put("RUS", reading(f"1970-01-0{day}T{hour:02}:00:00Z", 1.0))
    history.put("RUS", reading("1970-01-01T00:00:00Z", 9.0))

    assert [hour for hour, *_ in rows(history)] == [48, 60]


def test_subjects_that_are_not_shown_are_forgotten() -> None:
    """Or their number would grow for ever."""
    history = History(24)
    for subject in ("RUS", "USA"):
        history.put(subject, reading("1970-01-01T00:00:00Z", 1.0))

    history.keep({"USA"})

    assert (rows(history), len(rows(history, "USA"))) == ([], 1)
    history.clear()
    assert rows(history, "USA") == []
