"""From the fault over its mending to the article: a real worker with real models, started twice."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

from tests.integration.cli.conftest import Invoke
from tests.support.cluster import Cluster

pytestmark = pytest.mark.broker

#: Makes every process of the worker read a lexicon in which one entry has a weight that is no number.
BROKEN_LEXICON = """
import dataclasses
from worker.nlp.escalation import lexicon

def load(language, read=lexicon.load):
    found = read(language)
    terms = {
        word: tuple(
            dataclasses.replace(term, weight="4") if term.text == "Ultimatum" else term
            for term in group
        )
        for word, group in found.terms.items()
    }
    return dataclasses.replace(found, terms=terms)

lexicon.load = load
"""
ULTIMATUM = "Russland hat der Ukraine ein Ultimatum gestellt und droht mit einem Angriff auf Kiew."
QUIET = "Die Außenminister von Frankreich und Polen haben sich am Montag in Warschau getroffen."
#: By key: an article for which the lexicon is wrong, one that is too long for its limit, and a good one.
ARTICLES = {
    b"lexicon": {"id": "lexicon", "text": ULTIMATUM},
    b"limit": {"id": "limit", "text": QUIET * 20},
    b"good": {"id": "good", "text": QUIET},
}
FAULTS = {b"lexicon": "nlp/failed", b"limit": "decode/too_large"}


@contextmanager
def worker(cluster: Cluster, folder: Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """``run`` with one pool process for German; it ends by SIGTERM, in order."""
    environment = os.environ | {
        "ESCALATION_KAFKA_BOOTSTRAP": cluster.bootstrap,
        "ESCALATION_KAFKA_TOPIC_PREFIX": cluster.topics.prefix,
        "ESCALATION_KAFKA_GROUP": f"{cluster.topics.prefix}group",
        "ESCALATION_LANGUAGES": "de",
        "ESCALATION_POOL_SIZE": "1",
        "ESCALATION_HTTP_PORT": "0",
        **settings,
    }
    command = [sys.executable, "-m", "worker", "run"]
    with (
        (folder / "log").open("ab") as log,
        subprocess.Popen(command, env=environment, stderr=log) as process,
    ):
        try:
            yield process
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()


async def send(cluster: Cluster) -> None:
    """The articles, and a bomb that only its compression lets onto the topic."""
    values = {key: json.dumps(article).encode() for key, article in ARTICLES.items()}
    async with AIOKafkaProducer(
        bootstrap_servers=cluster.bootstrap, compression_type="gzip", max_request_size=16 * 2**20
    ) as producer:
        for key, value in ({b"bomb": b" " * 9 * 2**20} | values).items():
            await producer.send_and_wait(cluster.topics.raw.name, value, key)


async def test_what_a_fault_has_killed_comes_through_once_it_is_mended(
    invoke: Invoke, topics: None, cluster: Cluster, tmp_path: Path
) -> None:
    """A lexicon with a bad weight and a limit set too low: mended, retried twice, published once."""
    names, python = cluster.topics, os.environ.get("PYTHONPATH", "")
    (tmp_path / "sitecustomize.py").write_text(BROKEN_LEXICON, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), python or str(Path.cwd())])
    await send(cluster)
    with worker(cluster, tmp_path, PYTHONPATH=path, ESCALATION_LIMITS_VALUE_BYTES="1000"):
        letters = await cluster.read(names.dead.name, expected=3)
        before = await cluster.read(names.enriched.name, expected=1)
    codes = {r.key: dict(r.headers)["__connect.errors.exception.class.name"] for r in letters}
    log = (tmp_path / "log").read_text()
    assert codes == {b"": b"decode/too_large"} | {k: v.encode() for k, v in FAULTS.items()}, log
    assert [record.key for record in before] == [b"good"]

    with worker(cluster, tmp_path):
        for _ in range(2):
            await asyncio.to_thread(invoke, "dead", "retry", "--all")
        after = await cluster.read(names.enriched.name, expected=3, settle=2)
        letters = await cluster.read(names.dead.name, expected=3)
        events = await cluster.read(names.events.name, expected=1)

    assert Counter(record.key for record in after) == Counter(list(ARTICLES))
    assert len(letters) == 3
    told = [json.loads(event.value) for event in events]
    assert Counter(one["article_id"] for one in told)["lexicon"] >= 1
    assert len({event["id"] for event in told}) == len(told)
