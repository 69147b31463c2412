"""Checks on the bytes of a value before anything parses them: size, encoding, nesting.

Each is linear in the value and fast on hostile input too: four mebibytes of brackets or of escaped
quotes take a fraction of a second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import orjson

from worker.domain.errors import ArticleError, DropError

_MIB = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_STRING = re.compile(rb'"[^"]*"?')
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")  # read as signed bytes: +1 and -1


@dataclass(frozen=True, slots=True)
class Limits:
    """What an article may be at most: bytes of the value, characters of the text, levels of nesting."""

    value_bytes: int = 4 * _MIB
    text_characters: int = _MIB
    depth: int = 32


def parse(value: bytes | None, limits: Limits) -> Any:
    """The JSON document in ``value``; a byte order mark before it is skipped.

    Raises DropError ``empty`` for a tombstone, no bytes or nothing but white space, and ArticleError
    ``decode/too_large``, ``decode/bad_encoding``, ``decode/too_deep`` or ``decode/not_json``, in this
    order.
    """
    body = _sized(value, limits).removeprefix(_BOM).strip()
    if not body:
        raise DropError("empty", "the value is empty")
    _check_encoding(body)
    _check_depth(body, limits)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ArticleError("decode/not_json", f"the value is not JSON: {error}") from error


def _sized(value: bytes | None, limits: Limits) -> bytes:
    if value is None:
        raise DropError("empty", "the value is null (a tombstone)")
    if len(value) > limits.value_bytes:
        raise ArticleError(
            "decode/too_large",
            f"the value has {len(value)} bytes; at most {limits.value_bytes} are processed",
        )
    return value


def _check_encoding(body: bytes) -> None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut off within a character, not ill encoded
            message = "the value is not JSON: it ends in the middle of a character"
            raise ArticleError("decode/not_json", message) from error
        message = f"the value is not UTF-8: {error.reason} at byte {error.start}"
        raise ArticleError("decode/bad_encoding", message) from error


def _check_depth(body: bytes, limits: Limits) -> None:
    if body.count(b"[") + body.count(b"{") <= limits.depth:
        return  # the usual article: too few brackets to be deep
    bare = _STRING.sub(b"", _ESCAPE.sub(b"", body))
    steps = bare.translate(_STEPS, _NOT_BRACKETS)
    deepest = max(accumulate(memoryview(steps).cast("b")), default=0)
    if deepest > limits.depth:
        message = f"the JSON nests {deepest} levels deep; at most {limits.depth} are processed"
        raise ArticleError("decode/too_deep", message)
