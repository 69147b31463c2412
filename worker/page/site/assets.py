"""The files of the page: read once, so that a request can only name what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from aiohttp import hdrs, web

from worker.page.site.answers import gzip, refusal, takes_gzip

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".geojson": "application/json",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_PACKED = (".css", ".geojson", ".html", ".js", ".json", ".mjs", ".svg", ".txt")
_LEVEL = 6


@dataclass(frozen=True)
class Asset:
    """A file as it is served."""

    body: bytes
    content_type: str
    packs: bool

    @cached_property
    def tag(self) -> str:
        """Its entity tag: the hash of its bytes."""
        return hashlib.sha256(self.body).hexdigest()[:32]

    @cached_property
    def packed(self) -> bytes:
        """Its bytes in gzip."""
        return gzip(self.body, _LEVEL)


def read(folder: Path) -> dict[str, Asset]:
    """Every file under a folder by its path within it."""
    return {
        path.relative_to(folder).as_posix(): Asset(
            path.read_bytes(),
            _TYPES.get(path.suffix, "application/octet-stream"),
            path.suffix in _PACKED,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def answer(request: web.Request, assets: Mapping[str, Asset], name: str) -> web.Response:
    """A file, or "not modified" for who has it; 404 when there is none of that name."""
    asset = assets.get(name)
    if asset is None:
        return refusal(404, "there is no such file")
    headers = {
        hdrs.ETAG: f'"{asset.tag}"',
        hdrs.CACHE_CONTROL: "no-cache",  # kept, but asked for: a new version shows at once
        hdrs.VARY: "Accept-Encoding",
    }
    if any(tag.value in (asset.tag, "*") for tag in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    headers[hdrs.CONTENT_TYPE] = asset.content_type
    if asset.packs and takes_gzip(request):
        return web.Response(body=asset.packed, headers=headers | {hdrs.CONTENT_ENCODING: "gzip"})
    return web.Response(body=asset.body, headers=headers)
