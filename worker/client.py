"""The worker's topics from Python: send articles, read what became of them, with types.

::

    async with producer("localhost:9092") as produce:
        await produce({"id": "demo-1", "text": "Russland droht der Nato."})

    async for event in events("localhost:9092", group="my-desk"):
        print(event["status"], event["dyad"], event["type"], event["modality"])

Readers see committed records only. With a ``group`` a record is committed when the next one is asked for: one
that was being worked on when the program died comes again; ids are derived, so a repeat can be told.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, NotRequired, TypedDict

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from worker.messages.raw import decode
from worker.messages.topics import LARGEST_RECORD_BYTES, Topics
from worker.streams.connection import Connection, client_options


class RawArticle(TypedDict, total=False):
    """An article to be sent; ``text`` or ``html`` is needed, other fields are kept under ``extra``."""

    id: str
    text: str
    html: str
    title: str
    url: str
    language: str
    published_at: str
    published_trust: str
    outlet: str
    author: str


class Span(TypedDict):
    """A piece of the article's text: ``text[start:end] == surface``."""

    start: int
    end: int
    surface: str


class Actor(Span):
    """Who a phrase stands for; ``code`` is a country (ISO 3166-1 alpha-3) or an organization, or null."""

    code: str | None
    sector: str | None
    id: str | None
    name: str | None
    no_code: str | None


class Speaker(TypedDict):
    """Who says that it happened."""

    actor: Actor
    cue: Span
    quotation: str
    source: Span | None


class Event(TypedDict):
    """A record of events.coded; schemas/events.coded.v1.schema.json describes every field.

    With ``status`` "retracted" it takes back the event of that ``id`` in the text of that
    ``article_sha256``, and has no more than ids, dyad, type, resolved type and modality.
    """

    id: str
    status: str
    article_id: str
    article_sha256: str
    language: str
    dyad: str
    type: str
    resolved_type: str | None
    mode: str | None
    quad_class: int
    cameo_root: str
    goldstein: float
    plover_score: float
    modality: str
    trigger: Span
    evidence: Span
    sources: list[Actor]
    targets: list[Actor]
    speaker: Speaker | None
    date: NotRequired[dict[str, Any] | None]
    place: NotRequired[dict[str, Any] | None]
    missing: dict[str, str]
    published_at: str | None
    outlet: str | None
    url: str | None


class Score(TypedDict):
    """How bad a conflict an article reports: the value is the sum of its ledger."""

    value: float
    threats: float
    acts: float
    level: int
    direction: str
    ledger: list[dict[str, Any]]


class Article(TypedDict):
    """A record of articles.enriched; schemas/articles.enriched.v1.schema.json describes every field."""

    id: str
    language: str
    text: str
    entities: list[dict[str, Any]]
    keywords: list[dict[str, Any]]
    score: Score
    events: list[str]


Where = str | Connection
Produce = Callable[[RawArticle], Awaitable[None]]


@asynccontextmanager
async def producer(where: Where, *, prefix: str = "") -> AsyncIterator[Produce]:
    """A function that sends an article and waits until the broker has it, each exactly once.

    ``where`` is "host:port" or a Connection with credentials. The function raises ArticleError or DropError
    for what the worker would not publish, before anything is sent.
    """
    options = {"enable_idempotence": True, "max_request_size": LARGEST_RECORD_BYTES}
    topic = Topics(prefix).raw.name
    async with AIOKafkaProducer(**client_options(_connection(where)), **options) as client:

        async def produce(article: RawArticle) -> None:
            value = orjson.dumps(article)
            await client.send_and_wait(topic, value, key=decode(value).id.encode())

        yield produce


def events(
    where: Where, *, group: str | None = None, from_beginning: bool = False, prefix: str = ""
) -> AsyncGenerator[Event, None]:
    """Coded events as they come, for ever; see ``records``."""
    topic = Topics(prefix).events.name
    return records(where, topic, group=group, from_beginning=from_beginning)


def articles(
    where: Where, *, group: str | None = None, from_beginning: bool = False, prefix: str = ""
) -> AsyncGenerator[Article, None]:
    """Enriched articles as they come, for ever; see ``records``."""
    topic = Topics(prefix).enriched.name
    return records(where, topic, group=group, from_beginning=from_beginning)


async def records(
    where: Where, topic: str, *, group: str | None = None, from_beginning: bool = False
) -> AsyncGenerator[Any, None]:
    """The values of a topic's committed records, parsed.

    With a ``group`` reading goes on where the group ended; without one, or for a new one, at the end of the
    topic, or at its beginning when ``from_beginning``.
    """
    consumer = AIOKafkaConsumer(
        topic,
        **client_options(_connection(where)),
        group_id=group,
        isolation_level="read_committed",
        enable_auto_commit=False,
        auto_offset_reset="earliest" if from_beginning else "latest",
        max_partition_fetch_bytes=LARGEST_RECORD_BYTES,
    )
    async with consumer:
        async for record in consumer:
            yield orjson.loads(record.value)
            if group is not None:
                await consumer.commit()


def _connection(where: Where) -> Connection:
    return where if isinstance(where, Connection) else Connection(where)
