"""JSON answers, compressed for those who take it, and refusals that say why."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping

import orjson
from aiohttp import hdrs, web

_LEAST_BYTES = 1_024
_PIECE_BYTES = 256 * 1024
_PATIENCE_SECONDS = 30.0
_FAST = 1
_GZIP = 31


def refusal(status: int, why: str, **headers: str) -> web.Response:
    """An error for people and programs: {"error": why}."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return web.Response(
        status=status,
        body=orjson.dumps({"error": why}),
        headers={hdrs.CONTENT_TYPE: "application/json", hdrs.CACHE_CONTROL: "no-store"} | named,
    )


async def document(
    request: web.Request, body: bytes, packed: bytes | None = None
) -> web.StreamResponse:
    """A JSON document that nobody keeps; a large one is compressed, beside the event loop."""
    headers: dict[str, str] = {
        hdrs.CONTENT_TYPE: "application/json",
        hdrs.CACHE_CONTROL: "no-store",
        hdrs.VARY: "Accept-Encoding",
    }
    if takes_gzip(request) and len(body) >= _LEAST_BYTES:
        body = await asyncio.to_thread(gzip, body) if packed is None else packed
        headers[hdrs.CONTENT_ENCODING] = "gzip"
    if len(body) <= _PIECE_BYTES or request.method == hdrs.METH_HEAD:
        return web.Response(body=body, headers=headers)
    return await _in_pieces(request, body, headers)


async def _in_pieces(
    request: web.Request, body: bytes, headers: Mapping[str, str]
) -> web.StreamResponse:
    """Send a large answer as fast as it is read; who does not read for half a minute is let go."""
    response = web.StreamResponse(headers=headers)
    response.content_length = len(body)
    await response.prepare(request)
    try:
        for start in range(0, len(body), _PIECE_BYTES):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await response.write(body[start : start + _PIECE_BYTES])
    except TimeoutError:
        if request.transport is not None:
            request.transport.abort()
    return response


def takes_gzip(request: web.Request) -> bool:
    """Whether the client takes gzip."""
    return "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "").lower()


def gzip(body: bytes, level: int = _FAST) -> bytes:
    """The body compressed, without a time in it: the same bytes give the same bytes."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()
