"""articles.raw: the codec and the schema agree, and no bytes whatever upset the codec."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.article import RawArticle
from worker.domain.errors import ArticleError, DropError
from worker.domain.outcome import DEAD_CODES
from worker.messages.fields import FIELDS
from worker.messages.raw import decode, encode
from worker.messages.schemas import SchemaError, validate

GOOD = (
    '{"id": "a-1", "title": "Lage", "text": "Russland droht der „Nato“.\\n\\nMehr: [1] {2}",'
    ' "url": "https://ex.org/?a=1", "tags": [{"a": [1, null, true]}], "n": -1.5e3}'
).encode()
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text()
JSON = st.recursive(
    SCALARS | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(sorted(FIELDS)) | st.text(max_size=5)
FILLED = st.text(min_size=1, max_size=60).filter(lambda text: not text.isspace())
MAYBE = st.none() | FILLED
ARTICLES = st.builds(
    RawArticle,
    id=FILLED,
    text=FILLED,
    html=MAYBE,
    title=MAYBE,
    language=MAYBE,
    url=MAYBE,
    published_at=MAYBE,
    outlet=MAYBE,
    author=MAYBE,
    extra=st.dictionaries(st.text().filter(lambda name: name not in FIELDS), JSON, max_size=3),
)


def verdict(value: bytes | None) -> str:
    """``read``, ``empty`` or the code of the error; any other exception fails the test."""
    try:
        decode(value)
    except DropError as error:
        return error.reason
    except ArticleError as error:
        return error.code
    return "read"


@given(ARTICLES)
def test_round_trip(article: RawArticle) -> None:
    """What was encoded is valid and is decoded as it was."""
    value = encode(article)

    validate("articles.raw", value)
    assert decode(value) == article


@given(st.dictionaries(NAMES, SCALARS | JSON, max_size=5) | JSON)
def test_codec_and_schema_agree(document: object) -> None:
    """Whoever checks articles against the schema before sending gets no ``decode/schema``."""
    value = orjson.dumps(document)
    try:
        validate("articles.raw", value)
    except SchemaError:
        assert verdict(value) == "decode/schema"
    else:
        assert verdict(value) in ("read", "empty")


@given(
    st.binary(max_size=200) | st.text(alphabet='{}[]":,\\u0d8text 1', max_size=80).map(str.encode)
)
def test_any_bytes_get_a_verdict(value: bytes) -> None:
    """Nothing but the two errors of the contract ever leaves the codec."""
    assert verdict(value) in ("read", "empty", *DEAD_CODES)


@given(
    start=st.integers(0, len(GOOD)),
    length=st.integers(0, 8),
    noise=st.binary(max_size=8),
    end=st.integers(0, len(GOOD) + 8),
)
def test_mutations_get_a_verdict(start: int, length: int, noise: bytes, end: int) -> None:
    """Nor do a good article's bytes with some cut out, some put in and the end cut off."""
    mutated = (GOOD[:start] + noise + GOOD[start + length :])[:end]

    assert verdict(mutated) in ("read", "empty", *DEAD_CODES)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(b"Russland droht", "decode/not_json", id="not JSON"),
        pytest.param(GOOD[:50], "decode/not_json", id="truncated JSON"),
        pytest.param(GOOD[:60], "decode/not_json", id="truncated within a character"),
        pytest.param(b'[{"text": "x"}]', "decode/schema", id="JSON array"),
        pytest.param(b'{"text": 5, "title": []}', "decode/schema", id="wrong types"),
        pytest.param(b'{"title": "x"}', "decode/schema", id="missing text"),
        pytest.param(b'{"text": "' + b"x" * 5 * 2**20, "decode/too_large", id="5 MiB"),
        pytest.param(b'{"text": "caf\xe9"}', "decode/bad_encoding", id="invalid UTF-8"),
        pytest.param(b'{"text": "\0"}', "decode/not_json", id="NUL byte"),
        pytest.param(b'{"text": "a\\u0000b"}', "read", id="escaped NUL"),
        pytest.param(b'{"text": "\\ud800"}', "decode/not_json", id="lone surrogate"),
        pytest.param(b'{"text": ' + b"[" * 100_000, "decode/too_deep", id="deep nesting"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n", "empty", id="blank"),
        pytest.param(None, "empty", id="tombstone"),
    ],
)
def test_poison(value: bytes | None, expected: str) -> None:
    """What an open topic is sure to receive some day, and where each of it ends."""
    assert verdict(value) == expected
