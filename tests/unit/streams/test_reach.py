"""Why a cluster does not let us in, as far as that needs no cluster; the rest is tested with one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from worker.streams.connection import Connection, UnusableFile
from worker.streams.reach import Unreachable, reach


async def test_one_that_hangs_up_is_told_from_one_that_is_not_there() -> None:
    """As a broker does that asks for TLS; the address that answers is the one to talk about."""
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async with server:
        with pytest.raises(Unreachable, match="it closes the connection; check kafka"):
            await reach(Connection(f"127.0.0.1:{port}"))


async def test_a_name_that_nobody_has_is_told() -> None:
    """The first address of several is the one that is told of."""
    with pytest.raises(Unreachable, match=r"no Kafka answers at nobody\.invalid:1,127"):
        await reach(Connection("nobody.invalid:1,127.0.0.1:1"))


async def test_a_server_without_tls_is_told() -> None:
    """TLS was asked for; what answers is no TLS."""
    server = await asyncio.start_server(_babble, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async with server:
        with pytest.raises(Unreachable, match=r"TLS fails: [A-Z_]+; check kafka"):
            await reach(Connection(f"127.0.0.1:{port}", "SSL"))


async def test_files_come_first() -> None:
    """Nothing is connected with a certificate that is not there."""
    with pytest.raises(UnusableFile, match=r"^gone\.pem: "):
        await reach(Connection("127.0.0.1:1", "SSL", ssl_cafile=Path("gone.pem")))


async def _babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 ready\r\n" * 10)
    await writer.drain()
    writer.close()
