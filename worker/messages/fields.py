"""Field rules of a raw article: what each may hold, and a message that names field and rule.

The rules are those of ``schemas/articles.raw.v1.schema.json``; a contract test holds both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worker.domain.errors import ArticleError

#: Known fields with the characters they may have; None: bounded by the size of the value alone.
FIELDS: Mapping[str, int | None] = {
    "id": 512,
    "text": None,
    "html": None,
    "title": 10_000,
    "language": 64,
    "url": 8_192,
    "published_at": 64,
    "published_trust": 16,
    "outlet": 512,
    "author": 1_024,
}
#: What a sender may say of its date; the other sources are for the worker to find.
_TRUSTS = ("given", "feed")
_KINDS = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array"}


def known_fields(document: Any) -> dict[str, str | None]:
    """The known fields of an article, absent and null ones as None.

    ``id`` may be an integer, which becomes its decimal digits. Raises ArticleError ``decode/schema``.
    """
    if not isinstance(document, dict):
        raise _broken(f"the value must be a JSON object, not {_kind(document)}")
    fields = {name: _string(name, document.get(name)) for name in FIELDS}
    if fields["published_trust"] not in (None, *_TRUSTS):
        raise _broken(f"field 'published_trust' must be one of {', '.join(_TRUSTS)}")
    if fields["text"] is None and fields["html"] is None:
        raise _broken("one of the fields 'text' and 'html' is required")
    return fields


def _string(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise _broken(f"field {name!r} must be a string, not {_kind(value)}")
    longest = FIELDS[name]
    if longest is not None and len(value) > longest:
        raise _broken(f"field {name!r} has {len(value)} characters; at most {longest} are allowed")
    return value


def _kind(value: Any) -> str:
    return "null" if value is None else _KINDS.get(type(value), "an object")


def _broken(message: str) -> ArticleError:
    return ArticleError("decode/schema", message)
