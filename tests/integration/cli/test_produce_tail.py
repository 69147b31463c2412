"""``produce`` and ``tail``: what goes in at one end can be read at the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

from tests.integration.cli.conftest import Invoke
from worker.cli.delivery import Delivery
from worker.cli.reading import reader, records
from worker.cli.sources import Item
from worker.local import LocalKafka
from worker.streams.connection import Connection

pytestmark = [pytest.mark.broker, pytest.mark.usefixtures("topics")]

FIRST = '{"id": "a1", "text": "Moskau droht."}'
SECOND = '{"text":"Die Nato antwortet."}'


def test_lines_arrive_byte_for_byte(invoke: Invoke, tmp_path: Path) -> None:
    """The broker has acknowledged every one that is counted as delivered."""
    (tmp_path / "news.jsonl").write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")

    sent = invoke("produce", "news.jsonl")
    seen = invoke("tail", "articles.raw", "--json", "--from-beginning", "--max", "2")

    assert sent.exit_code == 0
    assert "2 delivered" in sent.stdout
    documents = [json.loads(line) for line in seen.stdout.splitlines()]
    assert sorted(documents, key=len) == [json.loads(SECOND), json.loads(FIRST)]


def test_what_is_no_article_is_refused_with_its_line(invoke: Invoke, tmp_path: Path) -> None:
    """The others are delivered; the exit code tells scripts."""
    (tmp_path / "news.jsonl").write_text(f'{FIRST}\nbroken\n{{"id":1}}\n{SECOND}', encoding="utf-8")

    sent = invoke("produce", "news.jsonl")

    assert sent.exit_code == 1
    assert "2 delivered" in sent.stdout
    assert "news.jsonl:2: decode/not_json: " in sent.stderr
    assert "news.jsonl:3: decode/schema: one of the fields 'text' and 'html'" in sent.stderr


def test_raw_sends_anything(invoke: Invoke) -> None:
    """How a tester puts poison on the topic."""
    sent = invoke("produce", "--raw", "-", stdin='{"broken"}\n')
    seen = invoke("tail", "articles.raw", "--from-beginning", "--max", "1", "--json")

    assert sent.exit_code == 0
    assert json.loads(seen.stdout) == {"value": '{"broken"}'}


def test_a_missing_topic_is_told_at_once(invoke: Invoke) -> None:
    """Not after a client's minute of looking for it."""
    failed = invoke("produce", "--topic", "nowhere", "-", stdin=FIRST)

    assert failed.exit_code == 1
    assert "has no topic nowhere\n`escalation-worker topics create`" in failed.stderr


def test_a_delivery_goes_on_where_it_ended(invoke: Invoke, tmp_path: Path) -> None:
    """The same command again, when the file has grown: only what is new."""
    news, progress = tmp_path / "news.jsonl", str(tmp_path / "progress.json")
    news.write_text(f"{FIRST}\nbroken\n", "utf-8")
    first = invoke("produce", str(news), "--progress", progress)
    news.write_text(f"{FIRST}\nbroken\n{FIRST}\n", "utf-8")

    again = invoke("produce", str(news), "--progress", progress)

    assert "1 delivered" in first.stdout
    assert "1 refused" in first.stdout
    assert "1 delivered" in again.stdout
    assert "0 refused" in again.stdout


def test_a_rehearsal_delivers_nothing(invoke: Invoke) -> None:
    """It needs no topic, and not even a broker."""
    checked = invoke("produce", "--dry-run", "--topic", "nowhere", "-", stdin=f"{FIRST}\nbroken")

    assert "1 could be delivered to nowhere, 1 refused" in checked.stdout
    assert checked.exit_code == 1


def test_tail_ends_when_nothing_comes(invoke: Invoke) -> None:
    """``--idle`` is for scripts; the topic is read from its end unless asked otherwise."""
    invoke("produce", "-", stdin=FIRST)

    seen = invoke("tail", "articles.raw", "--idle", "0.5")

    assert (seen.exit_code, seen.stdout) == (0, "")


async def test_keys_are_the_ids_of_the_articles(kafka: LocalKafka, topic_prefix: str) -> None:
    """So all versions of an article are on one partition, in order."""
    connection, topic = Connection(kafka.bootstrap), f"{topic_prefix}articles.raw"
    delivery = Delivery(connection, topic, refuse=print)

    async with reader(connection, topic) as consumer:
        await delivery.run(iter([Item(FIRST.encode(), "news.jsonl:1")]))
        keys = [record.key async for record in records(consumer, most=1)]

    assert keys == [b"a1"]


async def test_an_aborted_transaction_is_never_seen(kafka: LocalKafka, topic_prefix: str) -> None:
    """Readers read committed records only, those of ``tail`` too."""
    connection, topic = Connection(kafka.bootstrap), f"{topic_prefix}events.coded"
    writer = AIOKafkaProducer(bootstrap_servers=kafka.bootstrap, transactional_id=topic)

    async with reader(connection, topic) as consumer, writer:
        await writer.begin_transaction()
        await writer.send_and_wait(topic, b"aborted", partition=0)
        await writer.abort_transaction()
        async with writer.transaction():
            await writer.send_and_wait(topic, b"committed", partition=0)
        values = [record.value async for record in records(consumer, most=1)]

    assert values == [b"committed"]
