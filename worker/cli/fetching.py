"""Feeds from the network: only what has changed, no host hurried, no more than a feed can be."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from worker import __version__
from worker.cli.journal import Feed, Journal

#: The largest feed that is read, in bytes.
LARGEST = 16 * 1024 * 1024
_AGENT = f"escalation-worker/{__version__}"
_UNCHANGED, _FOUND = 304, 200
_TIMEOUT = aiohttp.ClientTimeout(total=30)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A feed's bytes (None when it has not changed), or why there are none.

    ``etag`` and ``modified`` tell the server next time what is known: once all of it is delivered.
    """

    url: str
    content: bytes | None = None
    problem: str = ""
    etag: str = ""
    modified: str = ""


async def fetch(urls: Sequence[str], journal: Journal, *, delay: float) -> list[Fetched]:
    """Every feed in its order; those of one host one after the other, ``delay`` seconds apart.

    A feed that fails is told as a problem, and the others are fetched all the same.
    """
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc].append(url)
    async with aiohttp.ClientSession(timeout=_TIMEOUT, headers={"User-Agent": _AGENT}) as web:
        hosts = [_from_host(web, some, journal, delay) for some in by_host.values()]
        found = {one.url: one for some in await asyncio.gather(*hosts) for one in some}
    return [found[url] for url in urls]


async def _from_host(
    web: aiohttp.ClientSession, urls: Sequence[str], journal: Journal, delay: float
) -> list[Fetched]:
    found = []
    for number, url in enumerate(urls):
        if number:
            await asyncio.sleep(delay)
        found.append(await _one(web, url, journal.feed(url)))
    return found


async def _one(web: aiohttp.ClientSession, url: str, known: Feed) -> Fetched:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    headers = {name: value for name, value in conditions.items() if value}
    try:
        async with web.get(url, headers=headers, max_redirects=5) as answer:
            return await _read(url, answer)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Fetched(url, problem=str(error) or type(error).__name__)


async def _read(url: str, answer: aiohttp.ClientResponse) -> Fetched:
    if answer.status == _UNCHANGED:
        return Fetched(url)
    if answer.status != _FOUND:
        return Fetched(url, problem=f"the server answered {answer.status} {answer.reason}")
    content = await answer.content.read(LARGEST + 1)
    while chunk := await answer.content.read(LARGEST + 1 - len(content)):
        content += chunk
    if len(content) > LARGEST:
        return Fetched(url, problem=f"more than {LARGEST} bytes: no feed is that long")
    given = answer.headers
    return Fetched(url, content, "", given.get("ETag", ""), given.get("Last-Modified", ""))
