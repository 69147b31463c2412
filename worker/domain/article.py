"""An article before and after normalization."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: Where a date of publication comes from, the most trusted first.
Trust = Literal["given", "feed", "metadata", "dateline", "url"]
#: Why an article has no date of publication.
NoDate = Literal["not_stated", "implausible"]
#: What is no part of a story: an agency's credit, the caption of a picture, a pointer to other articles, a
#: consent to cookies or embedded content, a paywall, a promotion.
RemovalReason = Literal["credit", "caption", "read_more", "consent", "paywall", "promotion"]


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as it was handed in: at least one of ``text`` and ``html`` is set.

    ``id`` is always set: the given one, else derived from the canonical URL, else from the text.
    ``published_at`` is an RFC 3339 string as given, ``published_trust`` "feed" when it is a feed's; ``extra``
    keeps the fields nobody knows.
    """

    id: str
    text: str | None = None
    html: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    published_at: str | None = None
    published_trust: str | None = None
    outlet: str | None = None
    author: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out of a text before any offset was counted, and why: no part of the story."""

    reason: RemovalReason
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A normalized article: what all offsets point into.

    ``text`` is NFC, the title (if any) being its first paragraph: ``text[:title_end]`` is the title,
    followed by a blank line and the body. ``sha256`` is the hex digest of the UTF-8 text. ``published_at`` is
    of ``published_trust``, or missing for the reason ``no_published_at``. ``removed`` is in the text no more.
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
    published_trust: Trust | None = None
    no_published_at: NoDate | None = None
    removed: tuple[Removed, ...] = ()
