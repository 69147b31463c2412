"""``replay``: recorded articles again, byte for byte what ``code`` says of them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import AIOKafkaProducer

from tests.integration.cli.conftest import Invoke
from worker.cli.reading import reader, records
from worker.local import LocalKafka
from worker.streams.connection import Connection

pytestmark = [pytest.mark.broker, pytest.mark.usefixtures("topics")]

ARTICLES = [
    {"id": "a", "text": "Russland droht der Nato mit einem Angriff auf Estland."},
    {"id": "b", "text": "Die USA haben Truppen nach Polen verlegt."},
    {"id": "c", "text": "China hat Japan vor Folgen gewarnt."},
]
LINES = "\n".join(map(json.dumps, ARTICLES))
#: A little ahead: the markers that end transactions bear the broker's time, and times should ascend.
AHEAD = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=10)
SECOND_ARTICLE = (AHEAD + timedelta(seconds=2)).isoformat()


@pytest.fixture
async def recorded(kafka: LocalKafka, topic_prefix: str) -> str:
    """The articles a second apart in one partition, with an aborted transaction before and after."""
    topic = f"{topic_prefix}articles.raw"
    async with AIOKafkaProducer(
        bootstrap_servers=kafka.bootstrap, transactional_id=topic
    ) as writer:
        for values, keep in (([b"x"], False), (LINES.encode().split(b"\n"), True), ([b"x"], False)):
            await writer.begin_transaction()
            for second, value in enumerate(values, start=1):
                written = int((AHEAD.timestamp() + second) * 1000)
                await writer.send_and_wait(topic, value, partition=1, timestamp_ms=written)
            await (writer.commit_transaction() if keep else writer.abort_transaction())
    return topic


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), "abc"),
        (("--from", SECOND_ARTICLE), "bc"),
        (("--to", SECOND_ARTICLE), "a"),
        (("--partition", "1", "--from", "3", "--to", "4"), "b"),
        (("--partition", "0"), ""),
    ],
)
def test_a_range_is_coded_again(
    recorded: str, invoke: Invoke, options: tuple[str, ...], ids: str
) -> None:
    """By time or offset, the end excluded; what was aborted is no part of it."""
    coded = invoke("code", "-", stdin=LINES).stdout.splitlines()
    by_id = {json.loads(line)["article"]["id"]: line for line in coded}

    replayed = invoke("replay", *options)

    assert replayed.stdout.splitlines() == [by_id[one] for one in ids]


async def test_into_topics_of_another_prefix(
    recorded: str, invoke: Invoke, kafka: LocalKafka, topic_prefix: str
) -> None:
    """They are made where they are missing; the worker's own stay as they are."""
    prefix = f"{topic_prefix}again."
    done = await asyncio.to_thread(invoke, "replay", "--into", prefix)

    assert done.exit_code == 0, done.stderr
    connection = Connection(kafka.bootstrap)
    async with reader(connection, f"{prefix}articles.enriched", from_beginning=True) as consumer:
        keys = sorted([record.key or b"" async for record in records(consumer, most=3)])
    assert keys == [b"a", b"b", b"c"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--from", "gestern"), "neither a time"),
        (("--from", "7"), "name it with --partition"),
        (("--partition", "99"), "none is 99"),
        (("--topic", "nowhere"), "has no topic nowhere"),
    ],
)
def test_bad_ranges_are_named(invoke: Invoke, options: tuple[str, ...], problem: str) -> None:
    """What is wrong, before anything is processed."""
    failed = invoke("replay", *options)

    assert failed.exit_code != 0
    assert problem in failed.stderr


def test_the_workers_own_topics_are_refused(invoke: Invoke, topic_prefix: str) -> None:
    """A replay among live results could not be told from them."""
    failed = invoke("replay", "--into", topic_prefix)

    assert (failed.exit_code, "the worker's own topics" in failed.stderr) == (2, True)
