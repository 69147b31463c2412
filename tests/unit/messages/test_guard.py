"""The checks on a value before it is parsed."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.errors import ArticleError
from worker.messages.guard import Limits, parse

LIMITS = Limits(value_bytes=1_000, depth=3)


def nested(depth: int) -> bytes:
    """Arrays in arrays."""
    return b"[" * depth + b"]" * depth


def flattened(document: object) -> list[object]:
    """What is inside of arrays in arrays."""
    while isinstance(document, list) and len(document) == 1 and isinstance(document[0], list):
        document = document[0]
    return list(document) if isinstance(document, list) else [document]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b'{"a": [1]}', {"a": [1]}),
        (b"\xef\xbb\xbf {}\r\n", {}),
        (nested(3), [[[]]]),
        (b'["[[[[", "\\"[[[[", "\\\\"]', ["[[[[", '"[[[[', "\\"]),
        (b"[[[]], [[]], [[]]]", [[[]], [[]], [[]]]),
    ],
)
def test_documents_within_the_limits_are_parsed(value: bytes, expected: object) -> None:
    """Brackets inside of strings do not count as nesting, many brackets do not count as deep."""
    assert parse(value, LIMITS) == expected


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        (b" " * 1_001, "decode/too_large", "the value has 1001 bytes; at most 1000 are processed"),
        (nested(4), "decode/too_deep", "the JSON nests 4 levels deep; at most 3 are processed"),
        (b"[{" * 9, "decode/too_deep", "the JSON nests 18 levels deep; at most 3 are processed"),
        (b'"\xe4"', "decode/bad_encoding", "the value is not UTF-8: invalid continuation byte at"),
        (b'{"a"', "decode/not_json", "the value is not JSON: "),
        (b"]" * 9, "decode/not_json", "the value is not JSON: "),
    ],
)
def test_what_is_wrong_gets_its_code(value: bytes, code: str, message: str) -> None:
    """Each check has a code of its own and says what was found and what is allowed."""
    with pytest.raises(ArticleError) as caught:
        parse(value, LIMITS)

    assert caught.value.code == code
    assert caught.value.message.startswith(message)


@given(st.integers(1, 40), st.text(alphabet='[]{}"\\ a', max_size=40))
def test_depth_is_that_of_the_document(depth: int, noise: str) -> None:
    """The scan finds the same depth whatever the strings inside contain."""
    value = b"[" * depth + orjson.dumps(noise) + b"]" * depth

    assert noise in flattened(parse(value, Limits(depth=depth)))
    with pytest.raises(ArticleError, match=f"nests {depth} levels deep"):
        parse(value, Limits(depth=depth - 1))
