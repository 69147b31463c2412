"""What many stories in one hour cost."""

from __future__ import annotations

from bench.hours import measure


def test_ten_times_the_stories_write_ten_times_the_bytes() -> None:
    """Not a hundred times, and no record grows."""
    few, many = measure(100, 50), measure(1_000, 50)

    assert 9 < many.written / few.written < 11
    assert many.largest < 1.2 * few.largest
