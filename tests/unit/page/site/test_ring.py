"""The last batches: who was away for a moment goes on, who was away for long starts again."""

from __future__ import annotations

import pytest

from worker.page.limits import Bound
from worker.page.site.ring import Ring


def ring(frames: int, *, most: int = 3, size: int = 1_000) -> Ring:
    """A ring of the epoch "e" to which so many frames came."""
    made = Ring(Bound(most, size))
    made.start("e", 0)
    for number in range(1, frames + 1):
        made.append(b"%d" % number)
    return made


@pytest.mark.parametrize(
    ("place", "frames"),
    [
        ("e-5", []),
        ("e-4", [b"5"]),
        ("e-2", [b"3", b"4", b"5"]),
        ("e-1", None),
        ("e-6", None),
        ("f-4", None),
        ("", None),
        ("e-", None),
        ("e-٤", None),
        ("e--1", None),
        ("e-" + "9" * 5_000, None),
    ],
)
def test_a_place_gives_what_came_after_it(place: str, frames: list[bytes] | None) -> None:
    """None where something is missing, or the place is none."""
    assert ring(5).after(place) == frames


def test_bytes_are_bounded_too() -> None:
    """Of five frames of 400 bytes two are held."""
    made = ring(0, most=100)
    for _ in range(5):
        made.append(b"x" * 400)

    assert len(made.after("e-3") or ()) == 2
    assert made.after("e-2") is None
    assert made.cursor == "e-5"


def test_a_new_epoch_has_nothing_of_the_old() -> None:
    """Its numbers say nothing there."""
    made = ring(5)

    made.start("f", 0)

    assert (made.after("e-5"), made.after("f-0"), made.cursor) == (None, [], "f-0")
