"""Records as plain data."""

from __future__ import annotations

import pytest

from worker.messages.record import Headers, Record, SourceRecord


@pytest.mark.parametrize(
    ("key", "value", "headers", "expected"),
    [
        (None, None, (), 0),
        (b"k", b"1234", (), 5),
        (b"k", None, (("ä", b"12"), ("n", None)), 6),
    ],
)
def test_size_counts_all_that_a_sender_chose(
    key: bytes | None, value: bytes | None, headers: Headers, expected: int
) -> None:
    """Key, value, names and values of headers, in bytes; null counts nothing."""
    assert Record("t", key, value, headers).size == expected
    assert SourceRecord("t", 0, 0, None, key, value, headers).size == expected
