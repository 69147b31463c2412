"""The newest things of a kind, in bounded memory, whatever order they come in."""

from __future__ import annotations

import random

from worker.page.desk.shelf import Order, Shelf
from worker.page.limits import Bound


def at(time: int, offset: int = 0) -> Order:
    """A place written at ``time``."""
    return (time, "events.coded", 0, offset)


def shelf(count: int = 3, size: int = 100_000) -> Shelf:
    """An empty shelf."""
    return Shelf(Bound(count, size))


def keys(shelf: Shelf) -> list[str]:
    """What is on it, the newest first."""
    return [key for key, _ in shelf.newest()]


def test_the_oldest_gives_way() -> None:
    """Of four things three stay."""
    full = shelf(count=3)

    held = [full.put(f"{time}", at(time), b"x") for time in (3, 1, 4, 2)]

    assert keys(full) == ["4", "3", "2"]
    assert held == [True, True, True, True]


def test_what_is_older_than_all_that_is_held_is_not_held() -> None:
    """And the caller learns it, so that it is not sent out either."""
    full = shelf(count=1)
    full.put("new", at(2), b"x")

    assert not full.put("old", at(1), b"x")
    assert keys(full) == ["new"]


def test_a_newer_body_takes_the_place_of_its_key() -> None:
    """And comes to the front; an older one changes nothing."""
    some = shelf()
    some.put("a", at(1), b"first")
    some.put("b", at(2), b"b")

    assert some.put("a", at(3), b"second")
    assert not some.put("a", at(2, 9), b"late")
    assert list(some.newest()) == [("a", b"second"), ("b", b"b")]


def test_bytes_are_bounded_too() -> None:
    """A thing larger than the shelf does not even push the others out for nothing held."""
    small = shelf(count=100, size=3_000)

    for time in range(50):
        small.put(f"{time}", at(time), b"x" * 700)

    assert keys(small) == ["49", "48", "47"]
    assert small.size <= 3_000
    assert not small.put("huge", at(99), b"x" * 5_000)


def test_removed_and_cleared_it_counts_from_zero() -> None:
    """No byte is counted that is not held."""
    some = shelf()
    for time in range(3):
        some.put(f"{time}", at(time), b"x")

    assert some.remove("1")
    assert not some.remove("1")
    assert keys(some) == ["2", "0"]
    some.clear()
    assert (len(some), some.size, keys(some)) == (0, 0, [])


def test_the_order_of_arrival_does_not_matter() -> None:
    """The same records in any order give the same shelf."""
    things = [(f"{number % 40}", at(number // 2, number), b"%d" % number) for number in range(200)]
    shuffled = random.Random(7).sample(things, len(things))  # noqa: S311
    one, other = shelf(count=40), shelf(count=40)

    for key, order, body in things:
        one.put(key, order, body)
    for key, order, body in shuffled:
        other.put(key, order, body)

    assert list(one.newest()) == list(other.newest())
    assert one.size == other.size
