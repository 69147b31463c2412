"""Records that another program wrote: counted, not shown, and no harm to the others."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from tests.support.desks import desk, names, snapshot
from tests.support.shown import NOW, article, event, example, gone, record
from worker.messages.record import SourceRecord

NO_RECORDS = [
    replace(event(0), value=b"\xff\xfe not JSON"),
    replace(event(0), value=b"[]"),
    replace(event(0), value=b'{"id":5,"article_id":"a"}'),
    replace(event(0), value=b'{"id":"e"}'),
    replace(event(0), value=b"{" * 5_000),
    replace(article(0), value=b'{"id":"a","score":{}}'),
    record("escalation.index", {"subject": "RUS", "hour": "yesterday", "total": {}}),
    record("escalation.index", {"subject": "RUS", "hour": "0001-01-01T00:00:00+23:00"}),
    SourceRecord("articles.dead", 0, 0, NOW, None, b"bytes", ()),
    replace(gone("RUS", offset=0), key=b"\xff"),
]


@pytest.mark.parametrize("odd", NO_RECORDS)
def test_a_record_that_is_none_is_counted_and_not_shown(odd: SourceRecord) -> None:
    """What another program wrote to a topic does not end the page."""
    some = desk()

    some.take([odd, replace(event(9), offset=9)])

    shown = snapshot(some)
    assert names(shown["events"]) == ["event-9"]
    assert shown["operations"]["unreadable"] == 1
    assert [shown[kind] for kind in ("articles", "index", "dead")] == [[], [], []]


@pytest.mark.parametrize("timestamp", [None, -1, 2**62])
def test_a_timestamp_may_be_anything(timestamp: int | None) -> None:
    """It orders, it is shown, and it breaks no date."""
    some = desk()

    some.take([replace(event(1), timestamp=timestamp), replace(article(1), timestamp=timestamp)])

    assert snapshot(some)["events"][0]["at"]["timestamp"] == timestamp
    assert snapshot(some)["operations"]["since"] is not None


def test_every_document_is_one_line() -> None:
    """A line break would end a frame of the stream, so what stood between tokens is taken out."""
    some = desk()
    pretty = orjson.dumps(example("events.coded", "usa-mobilizes.de"), option=orjson.OPT_INDENT_2)

    some.take([replace(event(1), value=pretty)])

    assert b"\n" not in (some.batch() or b"\n")
