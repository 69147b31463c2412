"""The reading of a subject as a record."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from worker.domain.index import Baseline, Part, Reading
from worker.domain.signature import Subject
from worker.messages.index import encode
from worker.messages.schemas import validate_record
from worker.messages.topics import Topics

TOPICS = Topics()
PART = Part(0.0, (), Baseline(0.0, 4.0, 0), None, None)


def reading(names: tuple[str, ...]) -> Reading:
    """All these report threats and acts, and others of the same names are silent."""
    part = replace(PART, outlets=names)
    return Reading(
        Subject("RUS", "country"), 473_352, part, part, part, 0.0, "ok", names, len(names)
    )


def test_a_reading_names_who_reports_it() -> None:
    """A thousand outlets as well as one."""
    names = tuple(f"zeitung-{number:04}.example" for number in range(1_000))
    document = orjson.loads(encode(reading(names), topic=TOPICS.index).value or b"")

    assert document["acts"]["outlets"] == document["silent"] == list(names)


@pytest.mark.parametrize("rest", ["x" * 500, "\x01" * 500, "\U0001f4f0" * 500])
def test_no_number_of_names_is_too_much_for_the_topic(rest: str) -> None:
    """As long as they may be: the first are named, and the record is taken."""
    names = tuple(f"{number:06}{rest}" for number in range(20_000))
    record = encode(reading(names), topic=TOPICS.index)
    validate_record(record, topics=TOPICS)
    told = orjson.loads(record.value or b"")["total"]["outlets"]

    assert record.size < TOPICS.index.max_record_bytes * 0.6
    assert told == list(names[: len(told)])
    assert len(told) > 30
