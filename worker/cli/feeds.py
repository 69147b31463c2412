"""Entries of RSS and Atom feeds as articles; feedparser reads what is valid and much of what is not."""

from __future__ import annotations

import calendar
import html
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]  # the package has no annotations

from worker.cli.failures import CommandError

_TAG = re.compile(r"<[^<>]{0,500}>")

Article = Mapping[str, str]


def entries(content: bytes, name: str) -> Iterator[Article]:
    """The entries of a feed as raw articles, in its order; ``name`` is its URL or file.

    The date is the one that the feed states, in UTC; never the time of collection. Raises CommandError for
    what is no feed; a feed that breaks off gives the entries before the break.
    """
    # As a stream: given bytes or text, the package may take them for the name of a file or a URL.
    found = feedparser.parse(BytesIO(content))
    if not found.get("version") and not found.entries:
        raise CommandError(f"{name}: neither RSS nor Atom")
    language = found.feed.get("language") or ""
    for entry in found.entries:
        article = _article(entry, language)
        if article.keys() & {"html", "text"}:
            yield article


def identity(article: Article) -> str:
    """What tells an entry from the others of its feed."""
    return article.get("url") or article.get("id") or f"{article['title']} {article.get('html')}"


def _article(entry: Any, language: str) -> Article:
    url = _web_address(entry.get("link", ""))
    fields = {
        "id": "" if url else entry.get("id", ""),
        "url": url,
        "title": _plain(entry.get("title", "")),
        "published_at": (published := _published(entry)),
        "published_trust": published and "feed",
        "outlet": urlsplit(url).hostname or "",
        "author": entry.get("author", ""),
        "language": language,
    } | _content(entry)
    return {field: value for field, value in fields.items() if value}


def _content(entry: Any) -> dict[str, str]:
    """The longest text of an entry; feeds put the article into ``content``, a teaser into the summary.

    A feed of headlines has the title alone.
    """
    pieces: list[Mapping[str, str]] = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    best = max(pieces, key=lambda piece: len(piece.get("value", "")))
    value = best.get("value", "")
    if not value.strip():
        return {"text": _plain(entry.get("title", ""))}
    return {"text": value} if best.get("type") == "text/plain" else {"html": _page(value)}


def _page(fragment: str) -> str:
    return f"<html><body><article>{fragment}</article></body></html>"


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _published(entry: Any) -> str:
    """ISO 8601 in UTC; empty where the feed states none that can be read."""
    stated = entry.get("published_parsed") or entry.get("updated_parsed")
    if stated is None:
        return ""
    return datetime.fromtimestamp(calendar.timegm(stated), UTC).isoformat()


def _web_address(link: str) -> str:
    return link if link.startswith(("http://", "https://")) else ""
