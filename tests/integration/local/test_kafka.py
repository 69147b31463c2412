"""The local broker, started, used, killed and left alone."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import NewTopic

from tests.support.cluster import administrating
from worker.local import LocalKafka, LocalKafkaError
from worker.local.lock import FolderLock
from worker.local.ports import free_ports
from worker.local.probe import is_serving

pytestmark = pytest.mark.broker


async def _create(kafka: LocalKafka, topic: str) -> None:
    async with administrating(kafka.bootstrap) as admin:
        await admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)])


async def _send(kafka: LocalKafka, topic: str, value: bytes) -> None:
    size = 8 * 1024 * 1024
    async with (
        AIOKafkaProducer(
            bootstrap_servers=kafka.bootstrap,
            transactional_id=topic,
            max_request_size=size,
        ) as producer,
        producer.transaction(),
    ):
        await producer.send_and_wait(topic, value)


async def _first(kafka: LocalKafka, topic: str) -> bytes | None:
    async with AIOKafkaConsumer(
        topic,
        bootstrap_servers=kafka.bootstrap,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    ) as consumer:
        value: bytes | None = (await consumer.getone()).value
        return value


async def test_committed_record_survives_a_kill(kafka: LocalKafka, topic_prefix: str) -> None:
    """What a transaction has committed, 5 MiB here, is there after SIGKILL, at the same address."""
    topic, value = f"{topic_prefix}survives", b"x" * 5 * 1024 * 1024
    await _create(kafka, topic)
    await _send(kafka, topic, value)
    address = kafka.bootstrap
    kafka.kill()
    assert not kafka.running
    kafka.restart()
    assert kafka.bootstrap == address
    assert await _first(kafka, topic) == value


@pytest.mark.long
async def test_no_transaction_hangs_after_a_kill(kafka: LocalKafka, topic_prefix: str) -> None:
    """Killed between a commit and its markers, Kafka writes them when it is back (see fence.py)."""
    for turn in range(20):
        topic = f"{topic_prefix}{turn}"
        await _create(kafka, topic)
        await _send(kafka, topic, b"committed")
        kafka.kill()
        kafka.restart()
        assert await asyncio.wait_for(_first(kafka, topic), 10) == b"committed"


async def test_topics_outlive_a_stop_unless_fresh(tmp_path: Path) -> None:
    """The next start on the folder finds them at other ports; a fresh one finds none."""
    with LocalKafka(tmp_path) as kafka:
        await _create(kafka, "kept")
    for fresh, topics in ((False, ["kept"]), (True, [])):
        with LocalKafka(tmp_path, fresh=fresh) as kafka:
            async with administrating(kafka.bootstrap) as admin:
                assert await admin.list_topics() == topics


def test_second_broker_on_a_folder_is_refused(kafka: LocalKafka) -> None:
    """It names the first one's address, and does not disturb it."""
    second = LocalKafka(kafka.log.parent)
    with pytest.raises(LocalKafkaError, match=f"already, at {kafka.bootstrap}"):
        second.start()
    assert is_serving(_port(kafka.bootstrap))


def test_fixed_port(tmp_path: Path) -> None:
    """The port asked for is the port served, and a taken one is refused before anything starts."""
    port = free_ports(1)[0]
    with LocalKafka(tmp_path / "first", port=port) as kafka:
        assert kafka.bootstrap == f"127.0.0.1:{port}"
        with pytest.raises(LocalKafkaError, match=f"Port {port}"):
            LocalKafka(tmp_path / "second", port=port).start()


def test_failed_start_shows_the_log(tmp_path: Path) -> None:
    """Kafka's own reason is in the message, with the file that has the rest, and nothing is left."""
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "meta.properties").write_text("version=1\n", encoding="ascii")
    kafka = LocalKafka(tmp_path)
    with pytest.raises(
        LocalKafkaError, match=rf"last lines of {kafka.log}:\n(.*\n)*.*No readable meta"
    ):
        kafka.start()
    assert not kafka.running
    FolderLock(tmp_path, note="free").release()


def test_broker_dies_with_its_parent(tmp_path: Path) -> None:
    """A parent that is killed leaves no broker: its folder can be locked again, its port is closed."""
    script = (
        "import sys, threading; from pathlib import Path; from worker.local import LocalKafka;"
        "kafka = LocalKafka(Path(sys.argv[1])); kafka.start();"
        "print(kafka.bootstrap, flush=True); threading.Event().wait()"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        port = _port(parent.stdout.readline())
        assert is_serving(port)
        parent.kill()
    FolderLock(tmp_path, note="free").release()
    assert not is_serving(port)


def _port(bootstrap: str) -> int:
    return int(bootstrap.rpartition(":")[2])
