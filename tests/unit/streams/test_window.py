"""The window: never over its bounds, first come first served, and every permit comes back."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.support.fakes import settled
from worker.streams.window import Window


async def test_a_full_window_waits_for_a_release() -> None:
    """The third article comes in when the first is committed."""
    window = Window(records=2, size=100)
    await window.acquire(10)
    await window.acquire(10)
    third = asyncio.create_task(window.acquire(5))
    await settled()
    assert not third.done()

    window.release(10)
    await third

    assert (window.records, window.size) == (2, 15)


async def test_an_article_larger_than_the_window_passes_alone() -> None:
    """It would wait for ever otherwise."""
    window = Window(records=8, size=100)
    await window.acquire(1)
    large = asyncio.create_task(window.acquire(500))
    await settled()
    assert not large.done()

    window.release(1)
    await large

    assert (window.records, window.size) == (1, 500)


async def test_small_articles_do_not_overtake_a_large_one() -> None:
    """With traffic enough a large one would never find the window empty."""
    window = Window(records=8, size=100)
    await window.acquire(60)
    large, small = (asyncio.create_task(window.acquire(size)) for size in (50, 1))
    await settled()
    assert (large.done(), small.done()) == (False, False)

    window.release(60)
    await asyncio.gather(large, small)

    assert window.size == 51


async def test_who_stands_behind_a_cancelled_waiter_comes_in() -> None:
    """The agent that waits is cancelled when Faust stops; its place is not held for it."""
    window = Window(records=8, size=100)
    await window.acquire(60)
    large, small = (asyncio.create_task(window.acquire(size)) for size in (50, 1))
    await settled()

    large.cancel()
    await small

    assert (window.records, window.size) == (2, 61)


async def test_a_permit_given_while_its_waiter_is_cancelled_comes_back() -> None:
    """Release and cancellation in the same round of the loop: nobody is left to give it back."""
    window = Window(records=1, size=100)
    await window.acquire(10)
    waiter = asyncio.create_task(window.acquire(10))
    await settled()

    window.release(10)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter

    assert (window.records, window.size) == (0, 0)


_RECORDS, _SIZE = 3, 10


class WindowMachine(RuleBasedStateMachine):
    """Articles come, are cancelled while they wait and leave, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.window = Window(records=_RECORDS, size=_SIZE)
        self.waiting: list[tuple[int, asyncio.Task[None]]] = []
        self.inside: list[int] = []

    @rule(size=st.integers(0, 2 * _SIZE))
    def come(self, size: int) -> None:
        """An article asks for a permit."""
        task = self.runner.get_loop().create_task(self.window.acquire(size))
        self.waiting.append((size, task))
        self._settle()

    @precondition(lambda self: self.inside)
    @rule(data=st.data(), cancel=st.booleans())
    def leave(self, data: st.DataObject, cancel: bool) -> None:
        """A permit comes back; at the same moment the first who waits may be cancelled."""
        size = self.inside.pop(data.draw(st.integers(0, len(self.inside) - 1)))
        self.window.release(size)
        if cancel and self.waiting:
            self.waiting[0][1].cancel()
        self._settle()

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        """Somebody who waits is cancelled."""
        data.draw(st.sampled_from(self.waiting))[1].cancel()
        self._settle()

    @invariant()
    def never_over_its_bounds(self) -> None:
        """The window counts what is inside; more than the bytes only for a single article."""
        assert (self.window.records, self.window.size) == (len(self.inside), sum(self.inside))
        assert self.window.records <= _RECORDS
        assert self.window.size <= _SIZE or self.window.records == 1

    @invariant()
    def nobody_waits_who_fits(self) -> None:
        """The first in the queue is there because there is no room."""
        if self.waiting:
            full = len(self.inside) == _RECORDS or sum(self.inside) + self.waiting[0][0] > _SIZE
            assert self.inside
            assert full

    def teardown(self) -> None:
        """Whatever happened: when all have left, all who wait get their turn and leave it empty."""
        while self.inside:
            self.window.release(self.inside.pop())
            self._settle()
        assert (self.waiting, self.window.records, self.window.size) == ([], 0, 0)
        self.runner.close()

    def _settle(self) -> None:
        self.runner.run(settled())
        done = [(size, task) for size, task in self.waiting if task.done()]
        self.waiting = [(size, task) for size, task in self.waiting if not task.done()]
        self.inside += [size for size, task in done if not task.cancelled()]


TestWindowMachine = WindowMachine.TestCase
