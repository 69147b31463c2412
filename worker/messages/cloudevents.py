"""CloudEvents 1.0 attributes as Kafka headers (binary content mode): the value stays plain JSON.

``ce_time`` is the publication time of the article, when it is a valid RFC 3339 time, and is left out
otherwise: a time of processing would make the same article give different bytes.
"""

from __future__ import annotations

import re
from datetime import datetime

from worker.messages.record import Headers
from worker.messages.topics import Topic

SOURCE = "/escalation-worker/"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def headers(
    *, event_id: str, kind: str, subject: str, time: str | None, topic: Topic, stage: str = "coder"
) -> Headers:
    """Headers of a record that ``stage`` writes.

    ``kind`` ("event.coded") becomes ``escalation.event.coded.v1``.
    """
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": event_id,
        "ce_source": SOURCE + stage,
        "ce_type": f"escalation.{kind}.v{topic.schema_version}",
        "ce_subject": subject,
        "ce_dataschema": topic.schema_id,
        "content-type": "application/json",
    }
    if time is not None and is_rfc3339(time):
        attributes["ce_time"] = time
    return tuple((name, text.encode()) for name, text in attributes.items())


def is_rfc3339(time: str) -> bool:
    """Whether ``time`` is a date and time with a zone as RFC 3339 writes it, and exists."""
    if not _TIME.fullmatch(time):
        return False
    try:
        datetime.fromisoformat(time)
    except ValueError:
        return False
    return True
