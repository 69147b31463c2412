"""An article before and after normalization."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as it was handed in: at least one of ``text`` and ``html`` is set.

    ``id`` is always set: the given one, else derived from the canonical URL, else from the text.
    ``published_at`` is an RFC 3339 string as given; ``extra`` keeps the fields nobody knows.
    """

    id: str
    text: str | None = None
    html: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    published_at: str | None = None
    outlet: str | None = None
    author: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """A normalized article: what all offsets point into.

    ``text`` is NFC, the title (if any) being its first paragraph: ``text[:title_end]`` is the title,
    followed by a blank line and the body. ``sha256`` is the hex digest of the UTF-8 text.
    """

    id: str
    text: str
    title_end: int
    sha256: str
    language: str
    url: str | None = None
    published_at: str | None = None
    outlet: str | None = None
    author: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
