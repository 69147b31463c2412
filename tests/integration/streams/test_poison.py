"""Poison on a real broker: every broken article ends where it belongs, and nothing else notices."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord

from tests.support.children import article
from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from worker.local import LocalKafka
from worker.messages.record import Headers
from worker.messages.topics import Topics

pytestmark = pytest.mark.broker

#: By kind: the value, and the reason with which it must end ("" is published).
POISON: dict[str, tuple[bytes | None, str]] = {
    "not_json": (b"Moskau droht.", "decode/not_json"),
    "truncated": (b'{"id": "a", "text": "Moskau dr', "decode/not_json"),
    "array": (b'["Moskau droht."]', "decode/schema"),
    "wrong_types": (b'{"id": 7, "text": {"de": "Moskau droht."}}', "decode/schema"),
    "missing_text": (b'{"id": "a", "title": "Moskau droht"}', "decode/schema"),
    "five_mebibytes": (article("large", "x" * 5 * 2**20), "decode/too_large"),
    "bad_encoding": (b'{"id": "a", "text": "Drohung f\xfcr Kiew"}', "decode/bad_encoding"),
    "nul_bytes": (b'{"id": "a", "text": "\0\0"}', "decode/not_json"),
    "escaped_nul_bytes": (article("escaped_nul_bytes", "Moskau\0 droht."), ""),
    "deep_nesting": (b'{"text": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "decode/too_deep"),
    "empty": (b"", "empty"),
    "tombstone": (None, "empty"),
    "crashes": (article("crashes", "CRASH"), "nlp/crashed"),
    "hangs": (article("hangs", "HANG"), "nlp/timeout"),
}
DEAD = {kind: value for kind, (value, reason) in POISON.items() if "/" in reason}
HEADERS: Headers = (("trace", b"\xff\0"), ("trace", b"again"), ("none", None), ("empty", b""))
PREFIX, PARTITION = "poison.", 1


def key(kind: str) -> bytes:
    """Keys are no text either."""
    return b"\xfe" + kind.encode()


def good(number: int) -> tuple[bytes, bytes]:
    """Key and value of an article that is published."""
    return b"good-%d" % number, article(f"good-{number}")


def articles() -> Iterator[tuple[bytes, bytes | None]]:
    """Every kind of poison with a good article before and after it, all on one partition."""
    for number, (kind, (value, _)) in enumerate(POISON.items()):
        yield good(number)
        yield key(kind), value
    yield good(len(POISON))


@dataclass(frozen=True, slots=True)
class Played:
    """What became of it: published ids, dead letters by key, dispositions by offset, restarts."""

    published: list[bytes]
    dead: dict[bytes, ConsumerRecord]
    logged: list[tuple[int, str]]
    restarts: int
    exit_code: int


async def play(bootstrap: str, logs: Path) -> Played:
    """Send all, read what comes out, stop the worker."""
    cluster = Cluster(bootstrap, Topics(PREFIX))
    await cluster.create_topics()
    await cluster.send(articles(), headers=HEADERS, partition=PARTITION)
    fleet = Fleet(bootstrap, PREFIX, logs, {"article_timeout": "2"})
    try:
        await fleet.start("one")
        dead = await cluster.read(cluster.topics.dead.name, expected=len(DEAD))
        published = await cluster.read(
            cluster.topics.enriched.name, expected=len(POISON) + 2, settle=1
        )
        exit_code, _ = await fleet.stop("one")
    finally:
        await fleet.close()
    return Played(
        [record.key for record in published],
        {record.key: record for record in dead},
        list(dispositions(fleet.log("one"))),
        fleet.restarts,
        exit_code,
    )


def dispositions(log: str) -> Iterator[tuple[int, str]]:
    """Offset and reason of every article that the log tells of."""
    for line in log.splitlines():
        entry = json.loads(line) if line.startswith("{") else {}
        if entry.get("event") == "article":
            yield entry["offset"], entry["reason"]


@pytest.fixture(scope="module")
def played(kafka: LocalKafka, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """One worker has seen it all."""
    return asyncio.run(play(kafka.bootstrap, tmp_path_factory.mktemp("logs")))


def test_every_article_has_its_disposition_once(played: Played) -> None:
    """In the order of the partition, good ones between the bad ones."""
    reasons = [reason for _, reason in POISON.values()]
    expected = [reason for pair in reasons for reason in ("", pair)] + [""]

    assert played.logged == list(enumerate(expected))


def test_good_articles_flow(played: Played) -> None:
    """Each is published once, those after a crash and a hang too."""
    names = [good(number)[0] for number in range(len(POISON) + 1)]

    assert sorted(played.published) == sorted([*names, b"escaped_nul_bytes"])


def test_the_worker_was_not_restarted(played: Played) -> None:
    """It lost processes of its pool, and left with 0 when it was asked to."""
    assert (played.restarts, played.exit_code) == (0, 0)


def test_nothing_else_is_dead(played: Played) -> None:
    """Empty values and tombstones are dropped: there is nothing in them to mend."""
    assert set(played.dead) == set(map(key, DEAD))


@pytest.mark.parametrize("kind", DEAD)
def test_a_dead_letter_is_the_original_byte_for_byte(played: Played, kind: str) -> None:
    """Key, value and headers as they came; what happened stands behind them."""
    record, offset = played.dead[key(kind)], 2 * list(POISON).index(kind) + 1
    errors = dict(record.headers[len(HEADERS) :])

    assert (record.value, record.headers[: len(HEADERS)]) == (DEAD[kind], HEADERS)
    assert errors.pop("__connect.errors.exception.message")
    assert errors == {
        "__connect.errors.topic": b"poison.articles.raw",
        "__connect.errors.partition": b"%d" % PARTITION,
        "__connect.errors.offset": b"%d" % offset,
        "__connect.errors.stage": POISON[kind][1].partition("/")[0].encode(),
        "__connect.errors.exception.class.name": POISON[kind][1].encode(),
    }


async def test_a_bad_deploy_stops_and_its_fix_loses_nothing(cluster: Cluster, fleet: Fleet) -> None:
    """150 articles fail alike: fewer than 101 are dead letters, even when it is started again."""
    articles = [good(number) for number in range(150)]
    await cluster.send(articles, partition=PARTITION)
    fleet.supervised, fleet.settings = False, {"child": "--broken"}
    for _ in range(2):
        await fleet.start("one")
        assert await fleet.ended("one") == 1
    trip = f"of {cluster.topics.raw.name}/{PARTITION} failed with nlp/failed: the worker stops"
    assert fleet.log("one").count(f"TooManyDeadLetters: 101 of the last 101 articles {trip}") == 2

    fleet.settings = {}  # the fix
    await fleet.start("one")
    dead = await cluster.read(cluster.topics.dead.name, expected=0, settle=1)
    rest = await cluster.read(cluster.topics.enriched.name, expected=150 - len(dead), settle=1)

    assert len(dead) < 101
    assert Counter(record.key for record in dead + rest) == Counter(key for key, _ in articles)
