"""The text of a web page that may be in any encoding, by the rules of browsers.

A byte order mark counts first, then what the server said, then what the page says of itself in its head, then
UTF-8 where the bytes are that, then Windows-1252 (https://html.spec.whatwg.org/#encoding-sniffing-algorithm).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

#: How far browsers look for a declaration, in bytes.
_HEAD = 1024
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
#: Pages that call themselves Latin-1 or ASCII are read as its superset, with quotes and dashes.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LAST = "cp1252"


def decoded(content: bytes, declared: str = "") -> str:
    """The text of a page; ``declared`` is the value of its Content-Type.

    Nothing is refused: bytes that are no text in any of the encodings become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    for encoding in _encodings(content, declared):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode(_LAST, errors="replace")


def _encodings(content: bytes, declared: str) -> Iterator[str]:
    """What to try, the likeliest first; names that nobody knows are left out."""
    for place in (declared.encode("ascii", errors="ignore"), content[:_HEAD]):
        if (named := _CHARSET.search(place)) and (known := _known(named[1].decode("ascii"))):
            yield known
    yield "utf-8"


def _known(label: str) -> str | None:
    try:
        found = codecs.lookup(label)
    except LookupError:
        return None
    # Some codecs turn text into text or bytes into bytes: they are no encodings of a page.
    return (
        _SUPERSETS.get(found.name, found.name)
        if getattr(found, "_is_text_encoding", True)
        else None
    )
