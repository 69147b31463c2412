"""``dead retry``: byte for byte, each once, whatever happens to it on the way."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter

import pytest
from aiokafka import AIOKafkaProducer
from typer.testing import Result

from tests.integration.cli.conftest import Invoke
from tests.integration.cli.dead.conftest import HEADERS, POISON, bury, raw
from tests.support.cluster import Cluster, administrating
from tests.support.waiting import eventually
from worker.domain.outcome import DeadCode
from worker.messages.record import Record, SourceRecord
from worker.messages.schemas import validate_record
from worker.streams import topics as streams

pytestmark = pytest.mark.broker

MANY = 1_000
RETRY = (sys.executable, "-m", "worker", "dead", "retry", "--all")


async def retried(invoke: Invoke, *options: str) -> Result:
    """``dead retry`` beside the event loop of the test."""
    return await asyncio.to_thread(invoke, "dead", "retry", *options)


async def back(cluster: Cluster, expected: int) -> list[Record]:
    """What a reader of articles.raw sees, with its partitions; a second longer, for a repeat to show."""
    found = await cluster.read(cluster.topics.raw.name, expected=expected, settle=1)
    return [Record(r.topic, r.key, r.value, tuple(r.headers), r.partition) for r in found]


async def test_what_came_in_goes_back(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """Key, value and headers, on the partition it came from; nothing of the error."""
    done = await retried(invoke, "--all")

    assert "3 sent back to " in done.stdout, done.stderr
    expected = [Record(s.topic, s.key, s.value, HEADERS, s.partition) for s in poison]
    found = await back(cluster, 3)
    assert sorted(found, key=lambda one: one.partition or 0) == expected


async def test_twice_by_mistake_comes_once(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """The ledger knows what went back, one by one and all at once; `list` shows it."""
    first = await retried(invoke, "0/1")
    second = await retried(invoke, "0/1")
    third = await retried(invoke, "--all")

    assert "1 sent back" in first.stdout
    assert "0 sent back" in second.stdout
    assert "1 had been before" in second.stdout
    assert "2 sent back" in third.stdout
    assert Counter(one.value for one in await back(cluster, 3)) == Counter(v for _, v in POISON)
    listed = await asyncio.to_thread(invoke, "dead", "list", "--json")
    assert all(json.loads(line)["sent"] for line in listed.stdout.splitlines())


async def test_a_rehearsal_sends_nothing(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """It counts what the same command would do."""
    done = await retried(invoke, "--stage", "decode", "--dry-run")

    assert "2 would be sent back" in done.stdout
    assert await back(cluster, 0) == []


async def test_the_oldest_go_first(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """A few to try the fix, and the same command again goes on with the next."""
    for _ in range(2):
        assert "1 sent back" in (await retried(invoke, "--all", "--limit", "1")).stdout

    assert {one.value for one in await back(cluster, 2)} == {POISON[0][1], POISON[1][1]}


async def test_what_cannot_go_back_is_named(invoke: Invoke, topics: None, cluster: Cluster) -> None:
    """Bytes that were not copied, and records of another topic; the others go, the exit code tells."""
    huge = raw(cluster.topics, 0, b"x" * 9 * 2**20, partition=0)
    other = SourceRecord("elsewhere", 0, 7, 1_000, b"k", b"{", ())
    good = raw(cluster.topics, 2, b"{", partition=0)
    code: DeadCode = "decode/too_large"
    await bury(cluster, [(huge, code), (other, code), (good, code)])

    done = await retried(invoke, "--all")

    assert done.exit_code == 1
    assert "1 sent back" in done.stdout
    assert f"0/0: it was too large to be copied; its bytes are at {huge.topic}/0@0" in done.stderr
    assert "0/1: it came from elsewhere/0@7" in done.stderr
    assert [one.value for one in await back(cluster, 1)] == [b"{"]


async def test_the_ledger_keeps_its_schema(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """And says where each article stands now."""
    await retried(invoke, "--all")

    entries = await cluster.read(cluster.topics.retried.name, expected=3)
    for entry in entries:
        validate_record(Record(entry.topic, entry.key, entry.value), topics=cluster.topics)
    assert {entry.key for entry in entries} == {b"0/0", b"0/1", b"0/2"}


async def test_letters_of_a_topic_made_anew_are_others(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """They stand at the same offsets; the ledger of the old ones must not swallow them."""
    await retried(invoke, "--all")
    async with administrating(cluster.bootstrap) as admin:

        async def gone() -> bool:
            return cluster.topics.dead.name not in await admin.list_topics()

        await admin.delete_topics([cluster.topics.dead.name])
        await eventually(gone)
        await streams.create(admin, [cluster.topics.dead])
    await bury(cluster, [(raw(cluster.topics, 9, b"new", partition=0), "decode/not_json")])

    assert "1 sent back" in (await retried(invoke, "0/0")).stdout
    assert len(await back(cluster, 4)) == 4


async def test_the_ledger_forgets_what_kafka_has_removed(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """It holds no more than articles.dead does."""
    await retried(invoke, "--all")
    await remove_letters(cluster, before=2)

    await retried(invoke, "--all")

    entries = await cluster.read(cluster.topics.retried.name, expected=5, settle=0.5)
    assert [entry.key for entry in entries if entry.value is None] == [b"0/0", b"0/1"]


async def test_a_transaction_left_open_is_undone(
    invoke: Invoke, poison: list[SourceRecord], cluster: Cluster
) -> None:
    """A retry that died between article and commit: what it sent is never seen."""
    dead_one = AIOKafkaProducer(
        bootstrap_servers=cluster.bootstrap,
        transactional_id="escalation-worker-dead-retry",
        transaction_timeout_ms=600_000,
    )
    await dead_one.start()
    await dead_one.begin_transaction()
    await dead_one.send_and_wait(cluster.topics.raw.name, POISON[0][1], partition=1)

    done = await retried(invoke, "--all")

    assert "3 sent back" in done.stdout, done.stderr
    assert Counter(one.value for one in await back(cluster, 3)) == Counter(v for _, v in POISON)
    await asyncio.wait_for(asyncio.gather(dead_one.stop(), return_exceptions=True), 5)


@pytest.fixture
async def many(topics: None, cluster: Cluster) -> list[bytes]:
    """More letters than one transaction holds."""
    values = [b'{"broken %d' % number for number in range(MANY)]
    sources = [raw(cluster.topics, n, value, partition=n % 4) for n, value in enumerate(values)]
    await bury(cluster, [(one, "decode/not_json") for one in sources])
    return values


async def test_killed_in_between_and_run_again(
    invoke: Invoke, many: list[bytes], cluster: Cluster
) -> None:
    """SIGKILL as soon as something is through: the next run sends the rest, and nothing twice."""
    process = await asyncio.create_subprocess_exec(*RETRY, env=environment(cluster))
    await cluster.read(cluster.topics.raw.name, expected=1)
    process.send_signal(signal.SIGKILL)
    await process.wait()

    done = await retried(invoke, "--all")

    assert done.exit_code == 0, done.stderr
    assert Counter(one.value for one in await back(cluster, MANY)) == Counter(many)


async def test_two_at_once(invoke: Invoke, many: list[bytes], cluster: Cluster) -> None:
    """The later one takes over, the other is told so; together they send everything once."""
    processes = [
        await asyncio.create_subprocess_exec(
            *RETRY, env=environment(cluster), stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    told = [(await one.communicate())[1].decode() for one in processes]
    await retried(invoke, "--all")

    codes = [one.returncode for one in processes]
    assert 0 in codes, told
    assert all("has taken over" in text for text, code in zip(told, codes, strict=True) if code)
    assert Counter(one.value for one in await back(cluster, MANY)) == Counter(many)


def environment(cluster: Cluster) -> dict[str, str]:
    """The settings of a process of its own."""
    return os.environ | {
        "ESCALATION_KAFKA_BOOTSTRAP": cluster.bootstrap,
        "ESCALATION_KAFKA_TOPIC_PREFIX": cluster.topics.prefix,
    }


async def remove_letters(cluster: Cluster, *, before: int) -> None:
    """What retention does after thirty days."""
    from aiokafka import TopicPartition
    from aiokafka.admin import RecordsToDelete

    place = TopicPartition(cluster.topics.dead.name, 0)
    async with administrating(cluster.bootstrap) as admin:
        await admin.delete_records({place: RecordsToDelete(before_offset=before)})
