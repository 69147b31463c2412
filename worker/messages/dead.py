"""Dead letters: the original record byte for byte, what went wrong in headers named as in Kafka Connect.

A record that was a dead letter before keeps the headers of that time; ours come last and count.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from worker.domain.outcome import DeadLettered
from worker.messages.evidence import Json
from worker.messages.record import Headers, Record, SourceRecord
from worker.messages.topics import Topics

_PREFIX = "__connect.errors."
_TOPIC = _PREFIX + "topic"
_PARTITION = _PREFIX + "partition"
_OFFSET = _PREFIX + "offset"
_STAGE = _PREFIX + "stage"
_CODE = _PREFIX + "exception.class.name"
_MESSAGE = _PREFIX + "exception.message"
_ERROR_HEADERS = (_TOPIC, _PARTITION, _OFFSET, _STAGE, _CODE, _MESSAGE)
_LONGEST_MESSAGE = 1_024


def dead_letter(source: SourceRecord, outcome: DeadLettered, *, topics: Topics) -> Record:
    """The record for articles.dead: original key, value and headers, then six headers of ours.

    ``exception.class.name`` is the bounded error code; the message is cut at 1,024 characters. A
    record that articles.dead would refuse (compressed, it came in below the limit of its topic) is
    represented by the six headers alone: they say where it is.
    """
    name = topics.dead.name
    if source.size > topics.dead.max_record_bytes:
        why = f"not copied here, its {source.size} bytes are too many for {name}: {outcome.message}"
        # An empty key, not none: aiokafka refuses a record that has neither key nor value.
        return Record(name, b"", None, _errors(source, outcome, why))
    headers = source.headers + _errors(source, outcome, outcome.message)
    return Record(name, source.key, source.value, headers)


def _errors(source: SourceRecord, outcome: DeadLettered, message: str) -> Headers:
    errors = {
        _TOPIC: source.topic,
        _PARTITION: str(source.partition),
        _OFFSET: str(source.offset),
        _STAGE: outcome.stage,
        _CODE: outcome.code,
        _MESSAGE: message[:_LONGEST_MESSAGE],
    }
    return tuple((name, text.encode("utf-8", "replace")) for name, text in errors.items())


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter taken apart: where the record stood, what was wrong with it, and the record itself.

    ``value`` is None where the record was too large to be copied; it then stands in its topic alone.
    """

    topic: str
    partition: int
    offset: int
    stage: str
    code: str
    message: str
    key: bytes | None
    value: bytes | None
    headers: Headers

    @property
    def size(self) -> int:
        """Bytes of the original value."""
        return len(self.value or b"")


def read(record: Record | SourceRecord) -> Letter:
    """Take a record of articles.dead apart; raises ValueError when it does not end in the six headers."""
    original, ours = record.headers[: -len(_ERROR_HEADERS)], record.headers[-len(_ERROR_HEADERS) :]
    if tuple(name for name, _ in ours) != _ERROR_HEADERS:
        raise ValueError(f"the record of {record.topic} does not end in {_PREFIX}* headers")
    errors = {name: (value or b"").decode("utf-8", "backslashreplace") for name, value in ours}
    return Letter(
        errors[_TOPIC], int(errors[_PARTITION]), int(errors[_OFFSET]), errors[_STAGE],
        errors[_CODE], errors[_MESSAGE], record.key, record.value, original,
    )  # fmt: skip


def as_json(record: Record | SourceRecord) -> Json:
    """A dead letter for people and tools: the error, then the original key, headers and value.

    Bytes that are UTF-8 become a string, others ``{"base64": "..."}``. Raises ValueError as ``read``.
    """
    return shown(read(record))


def error(record: Record) -> Json:
    """What went wrong and where the original record is. Raises ValueError as ``read``."""
    return _error(read(record))


def shown(letter: Letter) -> Json:
    """The view of a letter that articles.dead.v1 describes."""
    return {
        "error": _error(letter),
        "key": _readable(letter.key),
        "headers": [{"name": name, "value": _readable(value)} for name, value in letter.headers],
        "value": _readable(letter.value),
    }


def _error(letter: Letter) -> Json:
    names = ("topic", "partition", "offset", "stage", "code", "message")
    return {name: getattr(letter, name) for name in names}


def _readable(content: bytes | None) -> str | Json | None:
    if content is None:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode("ascii")}
