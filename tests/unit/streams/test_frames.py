"""Frames: what one end packs, the other reads, and a cut pipe is noticed."""

from __future__ import annotations

import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.streams import frames

BATCHES = st.lists(st.none() | st.binary(max_size=300), max_size=5)


@given(st.lists(BATCHES, max_size=4))
async def test_messages_come_out_as_they_went_in(messages: list[list[bytes | None]]) -> None:
    """One after the other, for the blocking end and for the other one."""
    sent = b"".join(map(frames.pack, messages))
    blocking, reader = io.BytesIO(sent), asyncio.StreamReader()
    reader.feed_data(sent)

    for message in messages:
        assert frames.read(blocking) == message
        assert await frames.read_async(reader) == message


@pytest.mark.parametrize("cut", [0, 1, 3, 4, 10])
async def test_a_cut_pipe_is_noticed(cut: int) -> None:
    """Before a frame, within its length or within its body."""
    part = frames.pack([b"x" * 100])[:cut]
    reader = asyncio.StreamReader()
    reader.feed_data(part)
    reader.feed_eof()

    with pytest.raises(EOFError, match="closed the pipe"):
        frames.read(io.BytesIO(part))
    with pytest.raises(asyncio.IncompleteReadError):
        await frames.read_async(reader)
