"""Restoring from a changelog on a real broker: what is committed, all of it, in its order."""

from __future__ import annotations

import pytest
from aiokafka import TopicPartition

from tests.support.cluster import Cluster
from worker.messages.record import Headers, Record
from worker.streams import changelog
from worker.streams.connection import Connection
from worker.streams.topics import admin_client
from worker.streams.writer import Writer

pytestmark = pytest.mark.broker


async def restored(cluster: Cluster) -> list[tuple[bytes, bytes | None]]:
    """The records of the changelog of stories."""
    found: list[tuple[bytes, bytes | None]] = []
    place = (cluster.topics.stories_changelog.name, 0)
    count = await changelog.restore(
        Connection(cluster.bootstrap), place, lambda key, value: found.append((key, value))
    )
    assert count == len(found)
    return found


async def test_an_empty_changelog_is_read_at_once(cluster: Cluster) -> None:
    """The first start of all."""
    assert await restored(cluster) == []


async def test_committed_records_come_back_and_others_do_not(cluster: Cluster) -> None:
    """Transactions end with markers, of which none is waited for; a lost one leaves nothing."""
    source = TopicPartition(cluster.topics.signatures.name, 0)
    await cluster.coordinate((source.topic, source.partition))
    name, connection = cluster.topics.stories_changelog.name, Connection(cluster.bootstrap)
    admin = admin_client(connection)
    await admin.start()
    writer = Writer(source, group=f"{cluster.topics.prefix}group", connection=connection)
    await writer.open(admin)
    await writer.commit([Record(name, b"a", b"1"), Record(name, b"b", b"1")], offset=1, metadata="")
    await writer.commit([Record(name, b"a", None)], offset=2, metadata="")
    open_ended = writer._producer
    await open_ended.begin_transaction()
    await open_ended.send_and_wait(name, b"2", b"c")
    successor = Writer(source, group=f"{cluster.topics.prefix}group", connection=connection)
    first, _ = await successor.open(admin)

    assert (first, await restored(cluster)) == (2, [(b"a", b"1"), (b"b", b"1"), (b"a", None)])
    await successor.close()
    await admin.close()


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ((("state-version", b"2"),), "is no state of version 1: its state is of version 2"),
        ((), "is no state of version 1: ValueError: unreadable"),
    ],
)
async def test_state_of_another_version_is_refused_with_the_remedy(
    cluster: Cluster, headers: Headers, said: str
) -> None:
    """A newer worker has written it, or it is damaged: half of it would be worse than none."""
    name = cluster.topics.stories_changelog.name
    await cluster.send([(b"a", b"?")], headers=headers, topic=name)

    def unreadable(_key: bytes, _value: bytes | None) -> None:
        raise ValueError("unreadable")

    with pytest.raises(
        changelog.UnknownState, match=rf"{name}/0 at offset 0 {said}\nA newer worker"
    ):
        await changelog.restore(Connection(cluster.bootstrap), (name, 0), unreadable)
