"""Messages of mailboxes (mbox, RFC 4155) as articles: how agencies and newsletters deliver by mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from worker.cli.decoding import decoded
from worker.messages.topics import LARGEST_RECORD_BYTES

#: A line of a text that mbox writers put a mark before, or it would begin a message.
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def articles(stream: Iterable[bytes]) -> Iterator[Mapping[str, str]]:
    """The messages with a text, as raw articles: a plain text where there is one, else HTML.

    Longer messages than Kafka takes are cut there, for the delivery to refuse.
    """
    for message in _messages(stream):
        article = _article(message_from_bytes(message, policy=policy.default))
        if article.keys() & {"text", "html"}:
            yield article


def _messages(stream: Iterable[bytes]) -> Iterator[bytes]:
    """A "From " line at the beginning or behind an empty line begins a message."""
    lines, size, empty = list[bytes](), 0, True
    for line in stream:
        if empty and line.startswith(b"From "):
            if lines:
                yield _QUOTED.sub(rb"\1", b"".join(lines))
            lines, size = [], 0
        elif size <= LARGEST_RECORD_BYTES:
            lines.append(line)
            size += len(line)
        empty = not line.strip()
    if lines:
        yield _QUOTED.sub(rb"\1", b"".join(lines))


def _article(message: EmailMessage) -> Mapping[str, str]:
    name, address = parseaddr(str(message.get("From", "")))
    fields = {
        "id": str(message.get("Message-ID", "")).strip("<> ")[:512],
        "title": " ".join(str(message.get("Subject", "")).split()),
        "published_at": _sent(str(message.get("Date", ""))),
        "outlet": name or address.rpartition("@")[2],
        "language": str(message.get("Content-Language", "")).split(",")[0].strip(),
    } | _content(message)
    return {field: value for field, value in fields.items() if value}


def _content(message: EmailMessage) -> dict[str, str]:
    part = message.get_body(("plain", "html"))
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes):
        return {}
    kind = "html" if part.get_content_subtype() == "html" else "text"
    return {kind: decoded(payload, str(part.get("Content-Type", "")))}


def _sent(date: str) -> str:
    """ISO 8601 in UTC; empty where the message states none that can be read."""
    try:
        return parsedate_to_datetime(date).astimezone(UTC).isoformat()
    except (ValueError, TypeError, OverflowError):
        return ""
