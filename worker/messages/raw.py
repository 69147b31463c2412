r"""Codec of articles.raw: what anybody may send us, read liberally and checked before it is parsed.

Control characters inside a string (``\u0000`` too) are legal JSON and are kept here: normalization
takes them out of the text. A control byte outside of an escape is no JSON. An unpaired surrogate
escape (``\ud800``) is no Unicode text, hence no JSON either. Blank strings count as absent.
"""

from __future__ import annotations

import orjson

from worker.domain.article import RawArticle
from worker.domain.errors import ArticleError, DropError
from worker.domain.ids import digest
from worker.messages.canonical import canonical_url
from worker.messages.fields import FIELDS, known_fields
from worker.messages.guard import Limits, parse

__all__ = ["Limits", "decode", "encode"]

_LIMITS = Limits()


def decode(value: bytes | None, *, limits: Limits = _LIMITS) -> RawArticle:
    """The article in the value of a Kafka record.

    Raises DropError ``empty`` when there is nothing to read (tombstone, no bytes, blank text without
    HTML) and ArticleError with a ``decode/...`` code for everything that is wrong; nothing else.
    """
    document = parse(value, limits)
    fields = {name: _unless_blank(content) for name, content in known_fields(document).items()}
    article_id = fields.pop("id") or _derived_id(fields)
    if fields["text"] is None and fields["html"] is None:
        raise DropError("empty", "the text is blank and there is no HTML", article_id=article_id)
    _check_length(fields["text"] or "", limits)
    extra = {name: content for name, content in document.items() if name not in FIELDS}
    return RawArticle(id=article_id, extra=extra, **fields)


def encode(article: RawArticle) -> bytes:
    """The value of a Kafka record for ``article``: unknown fields after the known, nulls left out.

    Raises ArticleError ``decode/bad_encoding`` when a field is no Unicode text (lone surrogates).
    """
    known = {name: getattr(article, name) for name in FIELDS}
    extra = {name: content for name, content in article.extra.items() if name not in FIELDS}
    document = {name: content for name, content in known.items() if content is not None} | extra
    try:
        return orjson.dumps(document)
    except orjson.JSONEncodeError as error:
        message = f"the article {article.id!r} cannot be written as JSON: {error}"
        raise ArticleError("decode/bad_encoding", message) from error


def _unless_blank(content: str | None) -> str | None:
    return content if content and not content.isspace() else None


def _derived_id(fields: dict[str, str | None]) -> str:
    url = canonical_url(fields["url"] or "")
    if url:
        return digest("url", url)
    return digest("text", fields["title"] or "", fields["text"] or fields["html"] or "")


def _check_length(text: str, limits: Limits) -> None:
    if len(text) > limits.text_characters:
        found = f"field 'text' has {len(text)} characters"
        message = f"{found}; at most {limits.text_characters} are processed"
        raise ArticleError("decode/too_large", message)
