"""Who has fallen silent."""

from __future__ import annotations

import pytest

from worker.stages.stories.sources import Source, Sources


def heard(*hours: int) -> Sources:
    """Sources of which one outlet delivered in these hours."""
    sources = Sources(silent_hours=24, missed=6.0)
    for hour in hours:
        sources.deliver("outlet", "a", hour)
    return sources


@pytest.mark.parametrize(
    ("hours", "now", "silent"),
    [
        pytest.param(range(0, 168, 2), 191, True, id="one that delivered every other hour"),
        pytest.param(range(0, 168, 2), 189, False, id="the same after less than a day"),
        pytest.param(range(0, 168, 24), 240, False, id="a weekly's worth: three days are no news"),
        pytest.param(range(0, 168, 24), 300, True, id="the same after six days"),
        pytest.param([0], 500, False, id="one that came once"),
    ],
)
def test_silence_is_a_pause_that_is_no_chance(hours: range, now: int, silent: bool) -> None:
    """It depends on how often a source used to deliver."""
    assert heard(*hours).silent("outlet", now) == (("a",) if silent else ())


def test_a_late_delivery_counts_in_its_hour() -> None:
    """The last one stays the last."""
    assert heard(10, 12, 11).deliver("outlet", "a", 11) is None
    assert Source("outlet", "a", 12, 0b101).delivered(11) == Source("outlet", "a", 12, 0b111)


def test_who_is_gone_for_weeks_is_forgotten() -> None:
    """The list of the silent does not grow for ever."""
    sources = heard(*range(168))
    [gone] = sources.expired(168 + 28 * 24)
    sources.remove(gone.kind, gone.name)

    assert (len(sources), sources.silent("outlet", 2_000)) == (0, ())
