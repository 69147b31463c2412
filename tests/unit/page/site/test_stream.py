"""The stream of events: coalesced, resumable, and bounded whatever a client does."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import orjson
import pytest

from tests.support.served import Served, served
from tests.support.shown import event
from tests.support.waiting import eventually, until
from worker.page.limits import Bound, Limits
from worker.page.site import server, stream


@dataclass(frozen=True, slots=True)
class Sent:
    """One server-sent event."""

    event: str
    place: str
    data: Any


async def events(answer: aiohttp.ClientResponse) -> AsyncIterator[Sent]:
    """The events of a stream as they come."""
    fields: dict[str, str] = {}
    async for line in answer.content:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name:
            fields[name] = value
        elif "event" in fields:
            yield Sent(fields["event"], fields.get("id", ""), orjson.loads(fields["data"]))
            fields = {}


async def first(answer: aiohttp.ClientResponse, kind: str) -> Sent:
    """The first event of a kind."""
    async with asyncio.timeout(10):
        async for sent in events(answer):
            if sent.event == kind:
                return sent
    raise AssertionError(f"the stream ended without {kind}")


def ids(sent: Sent) -> list[str]:
    """The events in a batch."""
    return [item["record"]["id"] for item in sent.data["events"]]


async def caught(page: Served, seq: int) -> None:
    """Wait until so many batches were made."""
    await until(lambda: page.desk.seq >= seq, seconds=10, every=0.01)


async def test_it_is_a_stream_of_events(page: Served) -> None:
    """A browser reconnects a second after a break; no proxy holds it back."""
    async with page.client.get("/api/stream") as answer:
        assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["X-Accel-Buffering"] == "no"
        assert await answer.content.readline() == b"retry: 1000\n"
        figures = await first(answer, "operations")

    assert figures.data["kafka"] == "down"


async def test_what_comes_together_is_sent_together(page: Served) -> None:
    """One batch, numbered, with its place as its id."""
    async with page.client.get("/api/stream") as answer:
        await first(answer, "operations")
        page.desk.take([event(1)])
        page.desk.take([event(2)])
        batch = await first(answer, "batch")

    assert ids(batch) == ["event-2", "event-1"]
    assert batch.place == f"{page.desk.epoch}-{batch.data['seq']}"


async def test_at_most_four_batches_a_second(page: Served) -> None:
    """However many records come."""
    async with page.client.get("/api/stream") as answer:
        loop, number, began = asyncio.get_running_loop(), 0, 0.0
        async for sent in events(answer):
            page.desk.take([event(number := number + 1)])
            if sent.event == "batch":
                began = began or loop.time()
                if sent.data["seq"] == 5:
                    break

    assert loop.time() - began >= 4 * 0.25 - 0.1


@pytest.mark.parametrize("way", ["header", "query"])
async def test_who_was_away_gets_what_it_missed(page: Served, way: str) -> None:
    """By the id of the last event, as browsers send it, or by the snapshot's."""
    for number in (1, 2, 3):
        page.desk.take([event(number)])
        await caught(page, number)
    place = f"{page.desk.epoch}-1"
    headers = {"Last-Event-ID": place} if way == "header" else {}
    params = {"after": place} if way == "query" else {}

    async with page.client.get("/api/stream", headers=headers, params=params) as answer:
        batches = [await first(answer, "batch") for _ in range(2)]

    assert [ids(batch) for batch in batches] == [["event-2"], ["event-3"]]


@pytest.mark.parametrize("place", ["another-1", "nonsense", "EPOCH-99"])
async def test_who_missed_what_is_not_held_is_told_to_start_again(page: Served, place: str) -> None:
    """And then gets what comes, on the same connection."""
    after = place.replace("EPOCH", page.desk.epoch)

    async with page.client.get("/api/stream", params={"after": after}) as answer:
        reset = await first(answer, "reset")
        page.desk.take([event(1)])
        batch = await first(answer, "batch")

    assert reset.data == {"epoch": page.desk.epoch, "seq": 0}
    assert (reset.place, batch.data["seq"]) == (f"{page.desk.epoch}-0", 1)


async def test_everyone_starts_again_when_the_topics_are_read_anew(page: Served) -> None:
    """What they have may be of a cluster that is gone."""
    async with page.client.get("/api/stream") as answer:
        await first(answer, "operations")
        page.desk.begin()
        page.desk.caught_up()
        reset = await first(answer, "reset")

    assert reset.data["epoch"] == page.desk.epoch


async def test_streams_are_counted_and_bounded() -> None:
    """The third of two is told so; who leaves makes room."""
    async with served(limits=replace(Limits(), clients=2)) as page:
        one = await page.client.get("/api/stream")
        two = await page.client.get("/api/stream")
        async with page.client.get("/api/stream") as third:
            assert third.status == 503
            assert "all 2 streams are taken" in orjson.loads(await third.read())["error"]
        one.close()
        await eventually(lambda: _taken(page), seconds=10)
        two.close()


async def test_a_client_that_does_not_read_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no queue that grows, and its place is free again; another client gets everything."""
    monkeypatch.setattr(stream, "_PATIENCE_SECONDS", 1.0)
    async with served(limits=replace(Limits(), clients=2, ring=Bound(4, 2**20))) as page:
        with await _stuck(page):
            async with page.client.get("/api/stream") as answer:
                await first(answer, "operations")
                number = 0
                while not await _taken(page):
                    page.desk.take([event(number * 400 + one) for one in range(400)])
                    number += 1
                    assert (await first(answer, "batch")).data["seq"] == number


async def _taken(page: Served) -> bool:
    """Whether a stream was to be had."""
    async with page.client.get("/api/stream") as answer:
        return answer.status != 503


async def _stuck(page: Served) -> socket.socket:
    """A connection that asks for the stream and reads nothing of it."""
    host, port = page.site.url.removeprefix("http://").split(":")
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    made.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(made, (host, int(port)))
    await loop.sock_sendall(made, b"GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
    made.setblocking(True)
    return made


async def test_a_connection_that_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a request is nothing."""
    monkeypatch.setattr(server, "_FIRST_REQUEST_SECONDS", 0.1)
    async with served() as page:
        host, port = page.site.url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\nHost: local")
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        writer.close()


async def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """One too many is closed, not kept waiting."""
    monkeypatch.setattr(server, "_MOST_CONNECTIONS", 2)
    async with served() as page:
        host, port = page.site.url.removeprefix("http://").split(":")
        held = [await asyncio.open_connection(host, int(port)) for _ in range(3)]
        async with asyncio.timeout(10):
            assert await held[2][0].read() == b""
        for _, writer in held:
            writer.close()
