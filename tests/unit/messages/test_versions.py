"""The state of corrections: packed for the changelog, and kept in little room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.version import SentEvent, Version
from worker.messages.versions import hour_of, keep, kept_hour, pack, restore, unpack

_IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
_EVENTS = st.builds(
    SentEvent,
    id=_IDS,
    dyad=st.sampled_from(["RUS-UKR", "---", "USA-NATO+RUS"]),
    type=st.sampled_from(["ASSAULT", "AID", "THREATEN"]),
    resolved_type=st.sampled_from([None, "THREATEN"]),
    modality=st.sampled_from(["asserted", "future"]),
)


@given(st.lists(_EVENTS, max_size=20), st.integers(0, 1_000_000))
def test_a_version_comes_back(events: list[SentEvent], hour: int) -> None:
    """Packed, kept and restored it is the same, byte for byte and as a value."""
    version = Version("a", "0" * 64, tuple(events))
    value = pack(version, hour=hour)
    kept = keep(value)

    assert restore(kept) == value
    assert kept_hour(kept) == hour_of(value) == hour
    assert unpack("a", restore(kept)) == version


def test_what_is_kept_is_small() -> None:
    """An event takes the bytes of its id and little more; its JSON is a hundred and thirty."""
    events = tuple(
        SentEvent(f"{number:032x}"[::-1], "RUS-UKR", "ASSAULT", "ASSAULT", "asserted")
        for number in range(0, 2**60, 2**57 + 12345)
    )
    value = pack(Version("a", "0" * 64, events), hour=480_000)

    assert len(keep(value)) < len(value) / 3


def test_what_is_no_version_is_not_kept() -> None:
    """A broken state is refused as it is read."""
    with pytest.raises(ValueError, match="no version of an article"):
        keep(b"{}")
