"""CloudEvents attributes as Kafka headers."""

from __future__ import annotations

import pytest

from worker.messages.cloudevents import headers, is_rfc3339
from worker.messages.topics import Topics


def attributes(time: str | None) -> dict[str, bytes | None]:
    """Headers of an event published at ``time``."""
    return dict(
        headers(event_id="e", kind="event.coded", subject="ä", time=time, topic=Topics().events)
    )


def test_binary_mode_puts_attributes_into_headers() -> None:
    """The names and the prefix are those of the Kafka protocol binding."""
    assert attributes("2022-06-29T18:04:00Z") == {
        "ce_specversion": b"1.0",
        "ce_id": b"e",
        "ce_source": b"/escalation-worker/coder",
        "ce_type": b"escalation.event.coded.v1",
        "ce_subject": "ä".encode(),
        "ce_time": b"2022-06-29T18:04:00Z",
        "ce_dataschema": b"urn:escalation-worker:schema:events.coded:v1",
        "content-type": b"application/json",
    }


@pytest.mark.parametrize("time", [None, "", "2022-06-29", "gestern"])
def test_without_a_valid_time_there_is_none(time: str | None) -> None:
    """The time of processing is no substitute: a replay must give the same bytes."""
    assert "ce_time" not in attributes(time)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2022-06-29T18:04:00Z", True),
        ("2022-06-29T18:04:00.123456789+02:00", True),
        ("2022-06-29T18:04:00", False),
        ("2022-06-29T18:04Z", False),
        ("2022-06-29 18:04:00Z", False),
        ("2022-02-30T18:04:00Z", False),
        ("2022-06-29T18:04:00+99:00", False),
        ("٢٠٢٢-06-29T18:04:00Z", False),
        ("2022-06-29T18:04:00Z\n", False),
    ],
)
def test_rfc3339(time: str, *, expected: bool) -> None:
    """A date that exists, a time to the second and a zone."""
    assert is_rfc3339(time) is expected
