"""A cluster that lets us in and is not as the worker needs it.

One file: each finding is one thing put wrong on a real broker, by the same few helpers.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic, RecordsToDelete
from aiokafka.structs import OffsetAndMetadata

from tests.integration.cli.doctor.conftest import Examine, examined
from tests.support.cluster import Cluster
from tests.support.fleet import Fleet
from tests.support.waiting import eventually
from worker.cli.checks import clock, group
from worker.config import Kafka
from worker.local import LocalKafka
from worker.local import settings as server
from worker.messages.topics import Topics

pytestmark = pytest.mark.broker


@pytest.fixture
async def cluster(kafka: LocalKafka, topic_prefix: str) -> Cluster:
    """All topics as they should be."""
    made = Cluster(kafka.bootstrap, Topics(topic_prefix))
    await made.create_topics()
    return made


async def remove(admin: AIOKafkaAdminClient, name: str) -> None:
    """Delete a topic, and wait until the broker knows."""
    await admin.delete_topics([name])
    await eventually(lambda: _lists(admin, name, there=False))


async def anew(admin: AIOKafkaAdminClient, topic: NewTopic) -> None:
    """Replace a topic by one that is made otherwise."""
    await remove(admin, topic.name)
    await admin.create_topics([topic])
    await eventually(lambda: _lists(admin, topic.name, there=True))


async def _lists(admin: AIOKafkaAdminClient, name: str, *, there: bool) -> bool:
    """Whether the broker tells of a topic, or of none, as it should."""
    return (name in await admin.list_topics()) is there


async def test_a_sound_cluster(examine: Examine, cluster: Cluster) -> None:
    """Nothing to do."""
    checks = await examine()

    assert [check for check in checks.values() if check.status != "ok"] == []
    assert {"broker", "broker 1", "transactions", "clock"} < set(checks)


async def test_a_missing_topic(
    examine: Examine, cluster: Cluster, admin: AIOKafkaAdminClient
) -> None:
    """And the command that makes it."""
    await remove(admin, cluster.topics.stories.name)

    check = (await examine())[f"topic {cluster.topics.stories.name}"]

    assert (check.status, check.detail) == ("fail", "missing")
    assert check.remedy == "`escalation-worker topics create`"


@pytest.mark.parametrize(
    ("base", "partitions", "status", "detail", "remedy"),
    [
        ("articles.raw", 2, "warn", "2 partitions, not 4", "--alter"),
        ("articles.raw", 6, "warn", "6 partitions, not 4", "set kafka.partitions to 6"),
        ("articles.signatures", 3, "fail", "3 partitions, not 1", "topics create"),
        ("index.changelog", 2, "fail", "index.observations has 4", "the same number"),
        ("articles.changelog", 2, "fail", "articles.raw has 4", "the same number"),
    ],
)
async def test_wrong_numbers_of_partitions(
    examine: Examine, cluster: Cluster, admin: AIOKafkaAdminClient,
    base: str, partitions: int, status: str, detail: str, remedy: str,
) -> None:  # fmt: skip
    """What cannot work fails; what is only otherwise than set warns."""
    topic = cluster.topics.find(base)
    await anew(admin, NewTopic(topic.name, partitions, 1, topic_configs=dict(topic.config)))

    check = (await examine())[f"topic {topic.name}"]

    assert check.status == status
    assert detail in check.detail.replace(cluster.topics.prefix, "")
    assert remedy in check.remedy


async def test_too_small_a_limit_and_a_changelog_that_forgets(
    examine: Examine, cluster: Cluster, admin: AIOKafkaAdminClient
) -> None:
    """The command that mends it, ready to be pasted."""
    raw, changelog = cluster.topics.raw, cluster.topics.stories_changelog
    small = dict(raw.config) | {"max.message.bytes": "1048588"}
    forgets = dict(changelog.config) | {"cleanup.policy": "delete"}
    await anew(admin, NewTopic(raw.name, 4, 1, topic_configs=small))
    await anew(admin, NewTopic(changelog.name, 1, 1, topic_configs=forgets))

    checks = await examine()

    size, policy = checks[f"topic {raw.name}"], checks[f"topic {changelog.name}"]
    assert (size.status, policy.status) == ("fail", "fail")
    assert size.detail == "takes 1048588 bytes a record, not 8388608"
    assert size.remedy.endswith(f"--entity-name {raw.name} --add-config max.message.bytes=8388608")
    assert policy.remedy.endswith("--add-config cleanup.policy=compact")


async def test_a_broker_with_small_records_and_short_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kafka's own default of a megabyte warns; what no setting of a topic can mend fails."""
    monkeypatch.setitem(server._ONE_NODE, "message.max.bytes", 1_048_588)
    with LocalKafka(tmp_path / "small") as small:
        warned = (await examined(bootstrap=small.bootstrap))["broker 1"]
    monkeypatch.setitem(server._ONE_NODE, "transaction.max.timeout.ms", 5_000)
    with LocalKafka(tmp_path / "short") as short:
        failed = (await examined(bootstrap=short.bootstrap))["broker 1"]

    assert (warned.status, "raise it to 8388608" in warned.remedy) == ("warn", True)
    assert failed.status == "fail"
    assert failed.detail == "transaction.max.timeout.ms is 5000, not 10000"


@pytest.mark.parametrize(("ahead", "said"), [(60, "ahead of"), (-60, "behind")])
async def test_a_clock_that_is_wrong(
    examine: Examine, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, ahead: int, said: str
) -> None:
    """Ours, by a minute: compared with the time that the broker stamps."""

    class Wrong:
        """A clock that runs a minute off."""

        @staticmethod
        def time() -> float:
            """Seconds since 1970, nearly."""
            return time.time() + ahead

    monkeypatch.setattr(clock, "time", Wrong)

    check = (await examine())["clock"]

    assert (check.status, said in check.detail, "NTP" in check.remedy) == ("warn", True, True)


async def test_the_group_of_our_workers(examine: Examine, cluster: Cluster, tmp_path: Path) -> None:
    """Faust assigns in it; the members are named."""
    fleet = Fleet(cluster.bootstrap, cluster.topics.prefix, tmp_path)
    try:
        await fleet.start("one")
        check = (await examine())[f"group {cluster.topics.prefix}group"]
    finally:
        await fleet.close()

    assert check.status == "ok"
    assert "1 members: " in check.detail


async def test_the_group_of_another_program(
    examine: Examine, cluster: Cluster, topic_prefix: str
) -> None:
    """It would be given partitions of ours and commit what it did not process."""
    async with AIOKafkaConsumer(
        cluster.topics.events.name,
        bootstrap_servers=cluster.bootstrap,
        group_id=f"{topic_prefix}group",
        client_id="dashboard",
    ) as other:
        await other.getmany(timeout_ms=100)
        check = (await examine())[f"group {topic_prefix}group"]

    assert check.status == "fail"
    assert "assigned by" in check.detail
    assert "dashboard at 127.0.0.1" in check.detail
    assert "kafka.group" in check.remedy


@pytest.mark.parametrize(
    ("described", "detail"),
    [
        ((0, "g", "Stable", "connect", "sessioned", []), "another program's: a connect"),
        (
            (0, "g", "Dead", "", "", []),
            "another program's: a consumer group of the protocol of KIP-848",
        ),
        ((30, "g", "", "", "", []), "not described: GroupAuthorizationFailedError"),
    ],
)
def test_groups_of_other_kinds(described: tuple[object, ...], detail: str) -> None:
    """Kafka Connect's, and those of the new protocol, which the old question cannot describe."""
    check = group.members(described, Kafka(group="g"))

    assert (check.status != "ok", check.detail.startswith(detail)) == (True, True)


async def commit(cluster: Cluster, offset: int) -> TopicPartition:
    """A partition of articles.raw with 10 records, and an offset of the group for it."""
    place = TopicPartition(cluster.topics.raw.name, 0)
    await cluster.send([(b"k", b"{}")] * 10, partition=0)
    async with AIOKafkaConsumer(
        bootstrap_servers=cluster.bootstrap,
        group_id=f"{cluster.topics.prefix}group",
        enable_auto_commit=False,
    ) as consumer:
        consumer.assign([place])
        await consumer.commit({place: OffsetAndMetadata(offset, "")})
    return place


async def test_an_offset_behind_the_end(examine: Examine, cluster: Cluster) -> None:
    """Of a topic that was cut, or copied from elsewhere: the worker would skip what comes until then."""
    place = await commit(cluster, 50)

    check = (await examine())[f"offset {place.topic}/0"]

    assert check.status == "fail"
    assert "50 is committed, but the topic ends at 10" in check.detail
    assert "--reset-offsets --to-earliest" in check.remedy


async def test_articles_that_were_removed_before_they_were_read(
    examine: Examine, cluster: Cluster, admin: AIOKafkaAdminClient
) -> None:
    """How many, and what keeps it from going on."""
    place = await commit(cluster, 5)
    await admin.delete_records({place: RecordsToDelete(before_offset=8)})

    check = (await examine())[f"offset {place.topic}/0"]

    assert (check.status, "has removed 3 records" in check.detail) == ("warn", True)
    assert "retention.ms" in check.remedy


async def test_a_transaction_that_nobody_ends(examine: Examine, cluster: Cluster) -> None:
    """Whose it is, since when, how much it hides, and the command that ends it."""
    topic, name = cluster.topics.events.name, f"{cluster.topics.prefix}crashed"
    producer = AIOKafkaProducer(
        bootstrap_servers=cluster.bootstrap, transactional_id=name, transaction_timeout_ms=600_000
    )
    await producer.start()
    await producer.begin_transaction()
    await producer.send_and_wait(topic, b"never ended", partition=2)
    await cluster.send([(b"k", b"hidden")], topic=topic, partition=2)

    young = await examine()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("worker.cli.checks.transactions._PATIENCE_SECONDS", 0.0)
        check = (await examine())[f"transaction {topic}/2"]
    await producer.abort_transaction()
    await producer.stop()

    assert young["transactions"].status == "ok"
    assert check.status == "fail"
    assert "hides 2 records from 0 on" in check.detail
    assert f"{name}, which may take 600 s" in check.detail
    assert check.remedy.endswith(f"abort --topic {topic} --partition 2 --start-offset 0")
