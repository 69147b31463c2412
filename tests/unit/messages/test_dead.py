"""Dead letters."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.outcome import DEAD_CODES, DeadCode, DeadLettered
from worker.messages.dead import as_json, dead_letter
from worker.messages.record import Headers, Record, SourceRecord
from worker.messages.schemas import validate_record
from worker.messages.topics import Topics

TOPICS = Topics()
HEADERS = st.lists(st.tuples(st.text(max_size=9), st.none() | st.binary(max_size=9)), max_size=3)


def source(
    *, key: bytes | None = b"k", value: bytes | None = b"{", headers: Headers = ()
) -> SourceRecord:
    """A record of articles.raw as it was consumed."""
    return SourceRecord("articles.raw", 2, 1417, 1_656_518_640_000, key, value, headers)


def test_the_error_stands_in_kafka_connects_headers() -> None:
    """Tools that read dead letters of Kafka Connect read ours."""
    record = dead_letter(source(), DeadLettered("decode/not_json", "why"), topics=TOPICS)

    assert record == Record(
        "articles.dead",
        b"k",
        b"{",
        (
            ("__connect.errors.topic", b"articles.raw"),
            ("__connect.errors.partition", b"2"),
            ("__connect.errors.offset", b"1417"),
            ("__connect.errors.stage", b"decode"),
            ("__connect.errors.exception.class.name", b"decode/not_json"),
            ("__connect.errors.exception.message", b"why"),
        ),
    )


@given(
    key=st.none() | st.binary(),
    value=st.none() | st.binary(),
    headers=HEADERS.map(tuple),
    code=st.sampled_from(DEAD_CODES),
    message=st.text(max_size=2_000),
)
def test_the_original_survives_byte_for_byte(
    key: bytes | None, value: bytes | None, headers: Headers, code: DeadCode, message: str
) -> None:
    """Whatever came in, it can be sent again, and the view of it keeps the schema."""
    outcome = DeadLettered(code, message)
    record = dead_letter(source(key=key, value=value, headers=headers), outcome, topics=TOPICS)

    assert (record.key, record.value) == (key, value)
    assert record.headers[: len(headers)] == headers
    validate_record(record, topics=TOPICS)


def test_a_second_death_keeps_the_headers_of_the_first() -> None:
    """The last error counts; the way there stays readable."""
    first = dead_letter(source(), DeadLettered("nlp/timeout", "30 s"), topics=TOPICS)
    again = source(headers=first.headers)
    second = dead_letter(again, DeadLettered("nlp/crashed", "killed"), topics=TOPICS)
    seen = as_json(second)

    assert (seen["error"]["code"], len(second.headers)) == ("nlp/crashed", 12)
    assert {"name": "__connect.errors.exception.class.name", "value": "nlp/timeout"} in (
        seen["headers"]
    )


def test_what_the_topic_would_refuse_is_left_where_it_is() -> None:
    """A bomb that came in compressed must not stop the worker; the headers say where it lies."""
    bomb = source(value=b" " * TOPICS.dead.max_message_bytes, headers=(("h", b"x"),))
    record = dead_letter(bomb, DeadLettered("decode/too_large", "why"), topics=TOPICS)
    error = as_json(record)["error"]

    assert (record.key, record.value, len(record.headers)) == (b"", None, 6)
    assert (error["partition"], error["offset"]) == (2, 1417)
    assert error["message"] == (
        f"not copied here, its {bomb.size} bytes are too many for articles.dead: why"
    )


def test_the_largest_raw_record_is_copied() -> None:
    """What the broker lets in uncompressed always has room beside the errors."""
    largest = source(key=None, value=b" " * TOPICS.raw.max_message_bytes)
    record = dead_letter(largest, DeadLettered("decode/too_large", "x" * 5_000), topics=TOPICS)

    assert record.value == largest.value
    assert record.size < TOPICS.dead.max_message_bytes


def test_bytes_that_are_no_text_are_shown_as_base64() -> None:
    """Nothing is replaced, not even for people."""
    outcome = DeadLettered("decode/bad_encoding", "why")
    record = dead_letter(source(value=b"caf\xe9"), outcome, topics=TOPICS)

    assert base64.b64decode(as_json(record)["value"]["base64"]) == b"caf\xe9"


def test_a_record_without_the_error_is_refused() -> None:
    """Somebody else wrote to the topic."""
    with pytest.raises(ValueError, match=r"does not end in __connect\.errors"):
        as_json(Record("articles.dead", None, b"x"))
