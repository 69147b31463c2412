"""The page on sizing shows what was measured."""

from __future__ import annotations

import json

from bench.sizing import MARK, PAGE, RESULT, Sizes, render
from worker.messages.topics import Topics


def measured() -> Sizes:
    """The last result."""
    return Sizes(**json.loads(RESULT.read_text(encoding="utf-8")))


def test_the_tables_are_those_of_the_last_result() -> None:
    """``python -m bench.sizing`` writes both."""
    shown = PAGE.read_text(encoding="utf-8").split(MARK)[1].strip()

    assert shown == render(measured())


def test_what_was_measured_are_topics() -> None:
    """Those of the table and Kafka's own; dead letters and alerts had no reason to be there."""
    topics = {topic.base for topic in Topics()}
    found = {name for name in measured().bytes if not name.startswith("__")}

    assert found <= topics
    assert {"articles.raw", "articles.enriched", "events.coded", "index.changelog"} <= found
