"""A pool process without language models: it decodes for real, then repeats the article's id.

Each article gives one record on articles.enriched and two on events.coded, so that a test can count
losses and duplicates; they are keyed by outlet, or by id where there is none, so that it can compare
orders. Four words in a text make it misbehave: CRASH ends the process, HANG never answers, EAT takes
all memory there is, SLOW takes a tenth of a second. ``--broken`` is a bad deploy: it fails on every
article; ``--versions`` gives records with the versions of tests.support.versions.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence

from worker.domain.errors import ArticleError, DropError
from worker.domain.outcome import DeadLettered
from worker.messages.raw import decode
from worker.messages.record import Record
from worker.messages.topics import Topics
from worker.streams.processed import Process, Processed, failed
from worker.streams.serve import serve


def build(prefix: str) -> Process:
    """The echo for topics with this prefix."""
    topics = Topics(prefix)

    def process(values: Sequence[bytes | None]) -> list[Processed]:
        return [_echo(value, topics) for value in values]

    return process


def broken(_prefix: str) -> Process:
    """A deploy that lacks something every article needs."""
    failure = failed(DeadLettered("nlp/failed", "KeyError: 'lexicon'"))
    return lambda values: [failure for _ in values]


def versions(prefix: str) -> Process:
    """The versions of tests.support.versions; imported here, since most echoes start sooner without."""
    from tests.support.versions import versioned

    return versioned(prefix)


def _echo(value: bytes | None, topics: Topics) -> Processed:
    try:
        article = decode(value)
    except ArticleError as error:
        return failed(DeadLettered(error.code, error.message))
    except DropError as drop:
        return Processed("dropped", drop.reason, drop.detail, drop.article_id)
    _misbehave(article.text or "")
    name, key = article.id.encode(), (article.outlet or article.id).encode()
    outputs = (topics.enriched, topics.events, topics.events)
    records = tuple(
        Record(topic.name, key, name + b"/%d" % number) for number, topic in enumerate(outputs)
    )
    return Processed("published", "", "", article.id, "de", records)


def _misbehave(text: str) -> None:
    if "CRASH" in text:
        os._exit(9)
    while "HANG" in text:
        signal.pause()
    eaten = []
    while "EAT" in text:
        eaten.append(bytearray(2**24))
    if "SLOW" in text:
        time.sleep(0.1)


if __name__ == "__main__":
    ways = {"--broken": broken, "--versions": versions}
    sys.exit(serve(next((way for name, way in ways.items() if name in sys.argv), build)))
